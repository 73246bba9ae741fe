/** HR systems that employees are read back from; each is the `source` of its events too. */
export const HR_PROVIDERS = ['bamboohr', 'hibob', 'gusto'] as const;
export type HrProvider = (typeof HR_PROVIDERS)[number];

/**
 * The providers that the engine calls: those where a leaver's access is taken away, and the HR systems.
 * Prefix of every code an operator sees (`zoom.400.200`, `bamboohr.404`).
 */
export type Provider = 'zoom' | 'cloudflare' | HrProvider;

/** How each is called by people. */
export const PROVIDER_NAMES: Record<Provider, string> = {
  zoom: 'Zoom',
  cloudflare: 'Cloudflare',
  bamboohr: 'BambooHR',
  hibob: 'HiBob',
  gusto: 'Gusto',
};

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

/**
 * Calls of the Cloudflare API. `revokeUser` stands for the zone and the account route alike; `readOther` for whatever
 * `offboard doctor` wants to be refused.
 */
export type CloudflareCall =
  'revokeUser' | 'findUser' | 'listActiveSessions' | 'updateSeats' | 'verifyToken' | 'readOther';

/** The one call of an HR system's API: the employee of an event that says little more than that something changed. */
export type HrCall = 'readEmployee';

export type ProviderCall = ZoomCall | CloudflareCall | HrCall;

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
  /** Zoom's `x-zm-trackingid`, Cloudflare's `cf-ray`, an HR system's `x-request-id`. */
  requestId?: string;
}
