import { z } from 'zod';
import { flag, oneOf, positive, text } from '../shared/control-input';
import { SIMULATED_CLOUDFLARE_CREDENTIALS } from './credentials';

export const ORGANIZATIONS_WRITE = 'Access: Organizations, Identity Providers, and Groups Write';
/** Narrower, and enough to revoke. */
export const ORGANIZATIONS_REVOKE = 'Access: Organizations, Identity Providers, and Groups Revoke';
export const AUDIT_LOGS_READ = 'Access: Audit Logs Read';
export const SEATS_WRITE = 'Zero Trust: Seats Write';
export const ZERO_TRUST_WRITE = 'Zero Trust Write';

export const cloudflareSettingsSchema = z.strictObject({
  rateLimited: flag,
  /** Calls in a window; 1,200 in 5 minutes at Cloudflare. */
  limit: positive,
  windowMs: positive,
  /** How long every call is refused once there were too many. */
  blockMs: positive,
  /** What revoking an e-mail that nobody has answers; Cloudflare does not say. */
  unknownEmail: oneOf(['notFound', 'resultTrue', 'resultFalse']),
  /** Off: Access is not enabled for the account. */
  zeroTrust: flag,
  /** What the API token may do; the global API key may do everything. */
  permissions: z.array(text, { error: 'a list of permissions' }),
  /** Every API token that is taken, each with these permissions. */
  apiTokens: z.array(text, { error: 'a list of API tokens' }),
  tokenStatus: oneOf(['active', 'disabled', 'expired']),
  /** ISO 8601; null: the token never expires. */
  tokenExpiresOn: text.nullable(),
  /** Whose the API token is: each kind is verified on a route of its own. */
  tokenOwner: oneOf(['either', 'user', 'account']),
  sessionLifetimeSeconds: positive,
});

/** How the simulated account behaves; may be changed at any time. */
export type CloudflareSettings = z.output<typeof cloudflareSettingsSchema>;

export const CLOUDFLARE_DEFAULTS: Readonly<CloudflareSettings> = {
  rateLimited: true,
  limit: 1_200,
  windowMs: 300_000,
  blockMs: 300_000,
  unknownEmail: 'notFound',
  zeroTrust: true,
  // What the engine needs; no more.
  permissions: [ORGANIZATIONS_WRITE, AUDIT_LOGS_READ, SEATS_WRITE],
  apiTokens: [SIMULATED_CLOUDFLARE_CREDENTIALS.apiToken],
  tokenStatus: 'active',
  tokenExpiresOn: null,
  tokenOwner: 'either',
  sessionLifetimeSeconds: 86_400,
};
