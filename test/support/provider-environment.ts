import type { Simulators } from '../../src/simulator';

/** The variables of a worker, or of `offboard doctor`, that works with the simulators. */
export const providerEnvironment = ({
  zoom,
  cloudflare,
}: Pick<Simulators, 'zoom' | 'cloudflare'>): Record<string, string> => ({
  ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
  ZOOM_CLIENT_ID: zoom.credentials.clientId,
  ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
  ZOOM_API_URL: zoom.apiUrl,
  ZOOM_OAUTH_URL: zoom.oauthUrl,
  CLOUDFLARE_API_TOKEN: cloudflare.credentials.apiToken,
  CLOUDFLARE_ACCOUNT_ID: cloudflare.credentials.accountId,
  CLOUDFLARE_API_URL: cloudflare.apiUrl,
});
