import type { HelpExample } from '../shared/help';

/** Lines of `GET /` that are Cloudflare's own. */
export const CLOUDFLARE_EXAMPLES: readonly HelpExample[] = [
  {
    says: 'The API token is without the permission, for the next three revokes',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'cloudflare.any.403.10000', call: 'revokeUser', times: 3 },
  },
  {
    says: 'A revoke that says "not revoked" with a 200, for Jane only',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'cloudflare.revoke.200.resultFalse', user: 'jane.doe@example.com' },
  },
  {
    says: 'Throttled: come back in 20 seconds',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'cloudflare.any.429.971', call: '*', retryAfterSeconds: 20 },
  },
  {
    says: 'Every call takes 3 seconds, until the faults are deleted',
    method: 'POST',
    path: '/_control/faults',
    body: { call: '*', delayMs: 3000, times: 'always' },
  },
  {
    says: 'A leaver signs in again',
    method: 'POST',
    path: '/_control/sign-in',
    body: { user: 'jane.doe@example.com' },
  },
  {
    says: 'A user to offboard, or a change to one',
    method: 'POST',
    path: '/_control/users',
    body: { email: 'sam.roe@example.com', name: 'Sam Roe', sessions: 1, devices: 2 },
  },
  {
    says: 'Settings: here a rate limit that is soon reached',
    method: 'PATCH',
    path: '/_control/settings',
    body: { limit: 5, windowMs: 60000, blockMs: 30000 },
  },
];
