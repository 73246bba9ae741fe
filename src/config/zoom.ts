import { z } from 'zod';
import { plain, serviceUrl } from './environment';

const PLANS = ['pro', 'business'] as const;

/** Zoom, through a Server-to-Server OAuth app: its page "App credentials" shows all three credentials. */
export const zoomSchema = z
  .object({
    ZOOM_ACCOUNT_ID: plain('the Account ID of the Server-to-Server OAuth app'),
    ZOOM_CLIENT_ID: plain('the Client ID of the Server-to-Server OAuth app'),
    ZOOM_CLIENT_SECRET: plain('the Client Secret of the Server-to-Server OAuth app'),
    // No call tells the plan, and the rate limits hang on it: the smaller one is safe for all.
    ZOOM_PLAN: z.enum(PLANS, `must be one of ${PLANS.join(', ')}`).default('pro'),
    ZOOM_API_URL: serviceUrl('https://api.zoom.us/v2'),
    ZOOM_OAUTH_URL: serviceUrl('https://zoom.us/oauth/token'),
  })
  .transform((env) => ({
    accountId: env.ZOOM_ACCOUNT_ID,
    clientId: env.ZOOM_CLIENT_ID,
    clientSecret: env.ZOOM_CLIENT_SECRET,
    plan: env.ZOOM_PLAN,
    apiUrl: env.ZOOM_API_URL,
    /** The whole token URL. */
    oauthUrl: env.ZOOM_OAUTH_URL,
  }));

export type ZoomConfig = z.output<typeof zoomSchema>;
