import { CloudflareSimulator } from './cloudflare/simulator';
import type { CloudflareSettings } from './cloudflare/settings';
import type { HrSettings } from './hr/settings';
import { HrSimulator } from './hr/simulator';
import { ZoomSimulator } from './zoom/simulator';
import type { ZoomSettings } from './zoom/settings';

export interface SimulatorOptions {
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly zoomPort?: number;
  readonly cloudflarePort?: number;
  readonly hrPort?: number;
  /** `demo`, the default: the people of docs/simulators.md. `empty`: nobody. */
  readonly seed?: 'demo' | 'empty';
  readonly zoomSettings?: Partial<ZoomSettings>;
  readonly cloudflareSettings?: Partial<CloudflareSettings>;
  readonly hrSettings?: Partial<HrSettings>;
}

export interface Simulators {
  readonly zoom: ZoomSimulator;
  readonly cloudflare: CloudflareSimulator;
  readonly hr: HrSimulator;
  /** Prompt, even with requests that hang. */
  close(): Promise<void>;
}

/**
 * Starts the providers, each on a port of its own, and the HR systems on another.
 * @throws Error naming the port where one is taken; nothing is left running then.
 */
export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const { host = '127.0.0.1', zoomPort = 0, cloudflarePort = 0, hrPort = 0 } = options;
  const { seed = 'demo' } = options;
  const zoom = new ZoomSimulator({ seed, settings: options.zoomSettings });
  const cloudflare = new CloudflareSimulator({ seed, settings: options.cloudflareSettings });
  const hr = new HrSimulator({ seed, settings: options.hrSettings });
  const close = async (): Promise<void> => {
    await Promise.all([zoom.close(), cloudflare.close(), hr.close()]);
  };
  try {
    await zoom.listen(host, zoomPort);
    await cloudflare.listen(host, cloudflarePort);
    await hr.listen(host, hrPort);
  } catch (error) {
    await close();
    throw error;
  }
  return { zoom, cloudflare, hr, close };
}
