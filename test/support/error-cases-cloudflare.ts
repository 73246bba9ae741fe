import type { ErrorCase } from './error-cases';
import { absent, escalated, exhausted, putOff, retried, waiting } from './error-cases-makers';

const cloudflareSays = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});

/** Ids, headers, tokens, permissions: configuration, which a person mends. */
const CONFIGURATION: ErrorCase[] = [
  escalated('revokeUser', 'cloudflare.any.404.7003', 'cloudflare.404.7003'),
  escalated('findUser', 'cloudflare.any.400.7003', 'cloudflare.400.7003'),
  escalated('revokeUser', 'cloudflare.any.404.7000', 'cloudflare.404.7000'),
  escalated('listActiveSessions', 'cloudflare.any.400.7000', 'cloudflare.400.7000'),
  escalated('revokeUser', 'cloudflare.any.400.6003.6102', 'cloudflare.400.6003'),
  escalated('revokeUser', 'cloudflare.any.400.6003.6103', 'cloudflare.400.6003'),
  escalated('findUser', 'cloudflare.any.400.6003.6111', 'cloudflare.400.6003'),
  escalated('revokeUser', 'cloudflare.any.400.9106', 'cloudflare.400.9106'),
  escalated('revokeUser', 'cloudflare.any.400.9107', 'cloudflare.400.9107'),
  escalated('revokeUser', 'cloudflare.any.401.1000', 'cloudflare.401.1000'),
  escalated('revokeUser', 'cloudflare.any.401.9103', 'cloudflare.401.9103'),
  escalated('revokeUser', 'cloudflare.any.401.9109', 'cloudflare.401.9109'),
  escalated('findUser', 'cloudflare.any.401.10000', 'cloudflare.401.10000'),
  escalated('revokeUser', 'cloudflare.any.401.10001', 'cloudflare.401.10001'),
  escalated('revokeUser', 'cloudflare.any.403.1000', 'cloudflare.403.1000'),
  escalated('revokeUser', 'cloudflare.any.403.9103', 'cloudflare.403.9103'),
  escalated('revokeUser', 'cloudflare.any.403.9109', 'cloudflare.403.9109'),
  escalated('listActiveSessions', 'cloudflare.any.403.10000', 'cloudflare.403.10000'),
  escalated('revokeUser', 'cloudflare.any.403.10001', 'cloudflare.403.10001'),
  escalated('revokeUser', 'cloudflare.any.400.1001', 'cloudflare.400.1001'),
  escalated('revokeUser', 'cloudflare.any.403.1001', 'cloudflare.403.1001'),
  escalated('revokeUser', 'cloudflare.any.400.9999', 'cloudflare.400.9999'),
  escalated('findUser', 'cloudflare.any.403.9999', 'cloudflare.403.9999'),
  escalated('revokeUser', 'cloudflare.any.400.12130', 'cloudflare.400.12130'),
];

/** "Not found" counts only where the look-up agrees. */
const NOT_FOUND: ErrorCase[] = [
  absent('revokeUser', 'cloudflare.any.404.12135', 'cloudflare.404.12135', {
    name: 'revokeUser of one whom Cloudflare does not know, and the look-up agrees',
    cloudflareUser: 'unknown',
    natural: true,
    calls: 1, // nothing that a sweep could revoke again
    run: 'completedWithExceptions',
  }),
  escalated('revokeUser', 'cloudflare.any.404.12135', 'cloudflare.404.12135', {
    name: 'revokeUser cloudflare.any.404.12135 of one whom the look-up finds',
  }),
  escalated('revokeUser', 'cloudflare.any.404.12135', 'cloudflare.403.10000', {
    name: 'revokeUser cloudflare.any.404.12135 where the look-up is refused',
    before: [{ call: 'findUser', fault: 'cloudflare.any.403.10000', times: 'always' }],
  }),
  retried('revokeUser', 'cloudflare.any.404.12135', {
    name: 'revokeUser cloudflare.any.404.12135 where the look-up has an outage',
    before: [{ call: 'findUser', fault: 'cloudflare.any.503', times: 1 }],
    waits: 40,
  }),
  escalated('listActiveSessions', 'cloudflare.any.404.12135', 'cloudflare.404.12135'),
  escalated('findUser', 'cloudflare.any.404.12135', 'cloudflare.404.12135'),
];

/** Throttled: never earlier than Cloudflare says, and 5 minutes where it says nothing. */
const THROTTLED: ErrorCase[] = [
  retried('revokeUser', 'cloudflare.any.429.971', { retryAfterSeconds: 1, waits: 1_000 }),
  retried('findUser', 'cloudflare.any.429.10429', { retryAfterSeconds: 1, waits: 1_000 }),
  retried('revokeUser', 'cloudflare.any.429.httpDate', {
    retryAfterSeconds: 1,
    waits: 1_000,
    times: 2,
    attempts: 3,
    calls: 4,
  }),
  retried('listActiveSessions', 'cloudflare.any.429.isoDateTime', {
    retryAfterSeconds: 1,
    waits: 1_000,
  }),
  waiting('revokeUser', 'cloudflare.any.429.971', 'cloudflare.429.971', 300_000),
  waiting('revokeUser', 'cloudflare.any.429.noRetryAfter', 'cloudflare.429.971', 300_000),
  waiting('revokeUser', 'cloudflare.any.429.1015', 'cloudflare.429', 300_000),
];

/** HTTP 200 is a success only with `success` and `result` both true. */
const NOT_REVOKED: ErrorCase[] = [
  retried('revokeUser', 'cloudflare.revoke.200.resultFalse', { waits: 40 }),
  exhausted('revokeUser', 'cloudflare.revoke.200.resultFalse', 'cloudflare.200.notRevoked'),
  exhausted('revokeUser', 'cloudflare.revoke.200.successFalse', 'cloudflare.200.notRevoked'),
  exhausted('revokeUser', 'cloudflare.revoke.200.bothFalse', 'cloudflare.200.notRevoked'),
  exhausted('revokeUser', 'cloudflare.any.200.error', 'cloudflare.200.notRevoked'),
  escalated('findUser', 'cloudflare.any.200.error', 'cloudflare.200.10001'),
];

/** What no row knows is never a success. */
const UNKNOWN: ErrorCase[] = [
  escalated('revokeUser', cloudflareSays(400, 99_999, 'New.'), 'cloudflare.400.99999'),
  escalated('revokeUser', cloudflareSays(404, 424_242, 'Gone.'), 'cloudflare.404.424242'),
  escalated('findUser', { status: 418, body: {} }, 'cloudflare.418'),
  escalated('findUser', cloudflareSays(200, 31_337, 'No.'), 'cloudflare.200.31337'),
  escalated('findUser', { status: 200, body: { result: [] } }, 'cloudflare.200.unexpected', {
    kind: 'unexpected',
  }),
  retried('revokeUser', cloudflareSays(530, 77_777, 'New trouble.'), { waits: 40 }),
];

/** What Cloudflare refuses. */
export const CLOUDFLARE_CASES: readonly ErrorCase[] = [
  ...CONFIGURATION,
  ...NOT_FOUND,
  ...THROTTLED,
  ...NOT_REVOKED,
  ...UNKNOWN,
];

/** Where a window has 4 calls, of which one is kept: the last of a run's four is not sent. */
export const WINDOW_CASES: readonly ErrorCase[] = [
  putOff('listActiveSessions', 'cloudflare.windowBudget', 'windowBudget'),
];

/** With a zone only there is no look-up, so "not found" confirms itself to nobody. */
export const ZONE_CASES: readonly ErrorCase[] = [
  escalated('revokeUser', 'cloudflare.any.404.12135', 'cloudflare.404.12135', {
    name: 'revokeUser of one whom Cloudflare does not know',
    cloudflareUser: 'unknown',
    natural: true,
  }),
  retried('revokeUser', 'cloudflare.any.503', { waits: 40 }),
];
