/** The providers a leaver's access is taken away at. Prefix of every code an operator sees (`zoom.400.200`). */
export type Provider = 'zoom' | 'cloudflare';

/** Calls of the Zoom API and its OAuth server, named after the endpoint's verb and object. */
export type ZoomCall =
  | 'issueToken'
  | 'revokeToken'
  | 'updateStatus'
  | 'updatePassword'
  | 'getUser'
  | 'updateUser'
  | 'unassignRole'
  | 'assignRole'
  | 'getSecuritySettings'
  | 'listLiveMeetings'
  | 'endMeeting';

/** Calls of the Cloudflare API. `revokeUser` stands for the zone and the account route alike. */
export type CloudflareCall =
  'revokeUser' | 'findUser' | 'listActiveSessions' | 'updateSeats' | 'verifyToken';

export type ProviderCall = ZoomCall | CloudflareCall;

/** One exchange with a provider, as the evidence keeps it. Never holds a body, a header or a secret. */
export interface ProviderExchange {
  provider: Provider;
  call: ProviderCall;
  /** ISO 8601, UTC: when the request left. */
  at: string;
  durationMs: number;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** The engine's code of the failure (`zoom.400.200`); absent when the provider did what was asked. */
  code?: string;
  /** Zoom's `x-zm-trackingid`, Cloudflare's `cf-ray`. */
  requestId?: string;
}
