import { startSimulators } from '../simulator';

/** The ports of `npm run simulator`: where they are free, a curl from the documentation works as it is. */
const ZOOM_PORT = 4010;
const CLOUDFLARE_PORT = 4020;
const HR_PORT = 4030;

export interface SimulatedProviders {
  zoomUrl: string;
  cloudflareUrl: string;
  /** What points a worker at them. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

export async function startSimulatedProviders(): Promise<SimulatedProviders> {
  const start = (zoomPort: number, cloudflarePort: number, hrPort: number) =>
    startSimulators({ seed: 'demo', zoomPort, cloudflarePort, hrPort });
  const simulators = await start(ZOOM_PORT, CLOUDFLARE_PORT, HR_PORT).catch(() => start(0, 0, 0));
  const { zoom, cloudflare, hr } = simulators;
  return {
    zoomUrl: zoom.url,
    cloudflareUrl: cloudflare.url,
    environment: {
      ...zoom.environment(),
      ...cloudflare.environment(),
      ...hr.environment(),
    },
    stop: () => simulators.close(),
  };
}
