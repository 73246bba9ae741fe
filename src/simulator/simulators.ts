import { CloudflareSimulator } from './cloudflare/simulator';
import type { CloudflareSettings } from './cloudflare/settings';
import { ZoomSimulator } from './zoom/simulator';
import type { ZoomSettings } from './zoom/settings';

export interface SimulatorOptions {
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly zoomPort?: number;
  readonly cloudflarePort?: number;
  /** `demo`, the default: the people of docs/simulators.md. `empty`: nobody. */
  readonly seed?: 'demo' | 'empty';
  readonly zoomSettings?: Partial<ZoomSettings>;
  readonly cloudflareSettings?: Partial<CloudflareSettings>;
}

export interface Simulators {
  readonly zoom: ZoomSimulator;
  readonly cloudflare: CloudflareSimulator;
  /** Prompt, even with requests that hang. */
  close(): Promise<void>;
}

/**
 * Starts both providers, each on a port of its own.
 * @throws Error naming the port where one is taken; nothing is left running then.
 */
export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const { host = '127.0.0.1', zoomPort = 0, cloudflarePort = 0, seed = 'demo' } = options;
  const zoom = new ZoomSimulator({ seed, settings: options.zoomSettings });
  const cloudflare = new CloudflareSimulator({ seed, settings: options.cloudflareSettings });
  const close = async (): Promise<void> => {
    await Promise.all([zoom.close(), cloudflare.close()]);
  };
  try {
    await zoom.listen(host, zoomPort);
    await cloudflare.listen(host, cloudflarePort);
  } catch (error) {
    await close();
    throw error;
  }
  return { zoom, cloudflare, close };
}
