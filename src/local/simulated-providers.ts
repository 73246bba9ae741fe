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
      ZOOM_API_URL: zoom.apiUrl,
      ZOOM_OAUTH_URL: zoom.oauthUrl,
      ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
      ZOOM_CLIENT_ID: zoom.credentials.clientId,
      ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
      ZOOM_PLAN: zoom.settings.plan,
      CLOUDFLARE_API_URL: cloudflare.apiUrl,
      CLOUDFLARE_API_TOKEN: cloudflare.credentials.apiToken,
      CLOUDFLARE_ACCOUNT_ID: cloudflare.credentials.accountId,
      ...hr.environment(),
    },
    stop: () => simulators.close(),
  };
}
