import type { ErrorPolicyRow } from './row';

const TOKEN_FIX =
  'Check CLOUDFLARE_API_TOKEN (or CLOUDFLARE_EMAIL with CLOUDFLARE_API_KEY): it must be valid, allowed from this address, and hold "Access: Organizations, Identity Providers, and Groups Write" and "Access: Audit Logs Read". Then retry.';

/** HTTP status first, then the code: 10001 comes with 403 and with 500. */
export const CLOUDFLARE_ROWS: readonly ErrorPolicyRow[] = (
  [
    {
      calls: 'any',
      status: [400, 404],
      codes: ['7003', '7000'],
      meaning: 'No route for the URI: the account or zone id is wrong.',
      reaction: { kind: 'escalate' },
      fix: 'Check CLOUDFLARE_ACCOUNT_ID or CLOUDFLARE_ZONE_ID, then retry.',
    },
    {
      calls: 'any',
      status: [400],
      codes: ['6003', '6102', '6103', '6111', '9106', '9107'],
      meaning: 'The authentication headers are missing or malformed.',
      reaction: { kind: 'escalate' },
      fix: TOKEN_FIX,
    },
    {
      calls: 'any',
      status: [401, 403],
      codes: ['1000', '9103', '9109', '10000', '10001'],
      meaning: 'The token is invalid, comes from a refused address, or lacks the permission.',
      reaction: { kind: 'escalate' },
      fix: TOKEN_FIX,
    },
    {
      calls: 'any',
      status: '4xx',
      codes: ['1001'],
      meaning: 'The endpoint does not take account-owned tokens.',
      reaction: { kind: 'escalate' },
      fix: 'Use a user-owned API token in CLOUDFLARE_API_TOKEN, then retry.',
    },
    {
      calls: 'any',
      status: '4xx',
      codes: ['9999'],
      meaning: 'access.api.error.not_enabled: Zero Trust is not on for this account.',
      reaction: { kind: 'escalate' },
      fix: 'Check that CLOUDFLARE_ACCOUNT_ID names the account that uses Zero Trust, then retry.',
    },
    {
      calls: 'any',
      status: [400],
      codes: ['12130'],
      meaning: 'access.api.error.invalid_request.',
      reaction: { kind: 'escalate' },
      fix: "Read Cloudflare's message; revoke the user under Zero Trust > My Team > Users and mark it done.",
    },
    {
      calls: ['revokeUser', 'listActiveSessions', 'updateSeats'],
      status: [404],
      codes: ['12135'],
      meaning: 'access.api.error.not_found: nothing to revoke, if the user look-up agrees.',
      reaction: { kind: 'notApplicable', confirmBy: 'findUser' },
      fix: 'Cloudflare contradicts itself about this user, or the look-up is not possible (CLOUDFLARE_ACCOUNT_ID is not set): look under Zero Trust > My Team > Users, then retry or skip.',
    },
    {
      calls: 'any',
      codes: ['windowBudget'],
      meaning:
        "Not sent, but put off: what is left of Cloudflare's window of calls is kept for first revokes.",
      reaction: { kind: 'retryAt', otherwise: '300s' },
      fix: 'It is sent by itself in the next window; if it is put off again and again, see what else uses the token, and give the engine one of its own.',
    },
    {
      calls: 'any',
      status: [429],
      codes: ['971', '10429'],
      meaning:
        "Throttled: all calls are blocked until the answer's Retry-After, mostly for 5 minutes.",
      reaction: { kind: 'retryAt', otherwise: '300s' },
      fix: "The engine tries again by itself. If that lasts, see what else uses up the token's 1,200 requests in 5 minutes, and give the engine a token of its own.",
    },
    {
      calls: 'any',
      status: [429],
      kinds: ['refused', 'unreadable'],
      meaning: "Throttled by Cloudflare's edge (1015, an HTML page).",
      reaction: { kind: 'retryAt', otherwise: '300s' },
      fix: 'Too many requests from this address: see what else runs there.',
    },
    {
      calls: 'any',
      status: [408, 409],
      kinds: ['refused', 'unreadable'],
      meaning: 'A passing conflict or time-out at Cloudflare.',
      reaction: { kind: 'retry' },
      fix: 'See cloudflarestatus.com; the engine tries again by itself.',
    },
    {
      calls: 'any',
      status: '5xx',
      kinds: ['refused', 'unreadable'],
      meaning: 'A fault at Cloudflare.',
      reaction: { kind: 'retry' },
      fix: 'See cloudflarestatus.com; the engine tries again by itself.',
    },
    {
      calls: 'any',
      kinds: ['timeout'],
      meaning: 'No answer in time; the call may have taken effect.',
      reaction: { kind: 'retry' },
      fix: 'See cloudflarestatus.com and the network; the engine tries again by itself.',
    },
    {
      calls: 'any',
      kinds: ['network'],
      meaning: 'The connection failed or broke; the call may have taken effect.',
      reaction: { kind: 'retry' },
      fix: 'Check the network, a proxy, and CLOUDFLARE_API_URL; the engine tries again by itself.',
    },
    {
      calls: 'any',
      kinds: ['unreadable'],
      meaning: 'The answer is not JSON.',
      reaction: { kind: 'retry' },
      fix: 'Something between here and Cloudflare answers in its place; the engine tries again by itself.',
    },
    {
      calls: ['revokeUser'],
      status: [200],
      codes: ['notRevoked'],
      meaning: 'HTTP 200 with success or result false: not revoked.',
      reaction: { kind: 'retry', limit: 3 },
      fix: 'Revoke the user under Zero Trust > My Team > Users and mark it done, or retry.',
    },
    {
      calls: 'any',
      kinds: ['unexpected'],
      meaning: 'A success whose content does not fit what Cloudflare documents.',
      reaction: { kind: 'escalate' },
      fix: "Look under Zero Trust > My Team > Users, do the step by hand and mark it done; then have the engine's Cloudflare client adapted.",
    },
  ] satisfies Omit<ErrorPolicyRow, 'provider'>[]
).map((row) => ({ provider: 'cloudflare', ...row }));
