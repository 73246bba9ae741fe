import type { ErrorCase } from './error-cases';
import { absent, escalated, exhausted, mended, retried, waiting } from './error-cases-makers';

/** What Zoom says in the account's own language: no text of the policy's fits, so nothing may be concluded. */
const zoomSays = (status: number, code: number, message: string) => ({
  status,
  body: { code, message },
});

/** No account there, by the three ways Zoom has to say it. */
const ABSENT: ErrorCase[] = [
  absent('revokeToken', 'zoom.user.404.1001', 'zoom.404.1001'),
  absent('revokeToken', 'zoom.user.400.1010', 'zoom.400.1010'),
  absent('revokeToken', 'zoom.user.400.1120', 'zoom.400.1120'),
  absent('updateStatus', 'zoom.user.404.1001', 'zoom.404.1001', {
    zoomUser: { status: 'inactive' },
  }),
  // Not believed while the account reads active: five looks, each with another deactivation before the next.
  absent('updateStatus', 'zoom.user.404.1001', 'zoom.404.1001', {
    name: 'updateStatus zoom.user.404.1001 of an account that reads active',
    contained: false,
    attempts: 5,
    calls: 5,
    run: 'blocked',
    needs: [['verifyAccessRemoved', 'zoom.stillActive']],
  }),
  absent('updatePassword', 'zoom.user.400.1010', 'zoom.400.1010', { passwordChanges: 0 }),
  // Who is not known to Zoom ends as an exception: a wrong e-mail looks just like that.
  absent('getUser', 'zoom.user.404.1001', 'zoom.404.1001', {
    calls: 2,
    run: 'completedWithExceptions',
  }),
  absent('getUser', 'zoom.user.400.1010', 'zoom.400.1010', {
    calls: 2,
    run: 'completedWithExceptions',
  }),
  absent('getUser', 'zoom.user.400.1120', 'zoom.400.1120', { calls: 2 }),
  absent('updateStatus', 'zoom.user.400.1120', 'zoom.400.1120', {
    name: 'updateStatus of one who never took up the invitation',
    zoomUser: { status: 'pending' },
    natural: true,
  }),
];

/** A refused token is replaced once for a call, at once; a refused fresh one is for a person. */
const TOKEN: ErrorCase[] = [
  mended('revokeToken', 'zoom.any.401.124.expired', 1),
  mended('updateStatus', 'zoom.any.401.124.invalid', 1),
  mended('updatePassword', 'zoom.any.400.124', 1, { passwordChanges: 1 }),
  escalated('revokeToken', 'zoom.any.401.124.invalid', 'zoom.401.124', { calls: 2 }),
  escalated('updateStatus', 'zoom.any.400.124', 'zoom.400.124', { calls: 2 }),
];

/** The token's scopes and the account: a person mends them. */
const ACCESS: ErrorCase[] = [
  escalated('revokeToken', 'zoom.token.400.2300', 'zoom.400.2300'),
  escalated('getUser', 'zoom.any.400.2300', 'zoom.400.2300'),
  escalated('revokeToken', 'zoom.any.400.4711', 'zoom.400.4711'),
  escalated('updateStatus', 'zoom.any.400.4700', 'zoom.400.4700'),
  escalated('updatePassword', 'zoom.any.400.104', 'zoom.400.104', { passwordChanges: 0 }),
  escalated('getUser', 'zoom.any.400.104.malformed', 'zoom.400.104'),
  escalated('updateStatus', 'zoom.any.400.200.permissions', 'zoom.400.200'),
  escalated('revokeToken', 'zoom.any.400.200.restApi', 'zoom.400.200'),
  escalated('updateStatus', 'zoom.any.403', 'zoom.403'),
  escalated('revokeToken', { status: 403, body: '<html>Forbidden</html>' }, 'zoom.403.unreadable', {
    kind: 'unreadable',
  }),
];

/** Never sent: a path segment that would lead elsewhere. */
const NOT_SENT: ErrorCase[] = [
  escalated('getUser', undefined, 'zoom.invalidUser', {
    name: 'getUser of ".."',
    request: { zoomUserId: '..' },
    natural: true,
    readAs: 'invalidUser',
    calls: 0,
    contained: false,
    needs: [
      ['revokeZoomSsoToken', 'zoom.invalidUser'],
      ['readZoomUser', 'zoom.invalidUser'],
      ['deactivateZoomUser', 'zoom.invalidUser'],
      ['rotateZoomPassword', 'zoom.invalidUser'],
    ],
  }),
];

/** Rate limits: never earlier than Zoom says, in whatever form it says it. */
const LIMITS: ErrorCase[] = [
  retried('revokeToken', 'zoom.any.429.perSecond', { waits: 1_000 }),
  retried('updateStatus', 'zoom.any.429.perSecond.seconds', {
    retryAfterSeconds: 1,
    waits: 1_000,
    times: 2,
    attempts: 3,
    calls: 3,
  }),
  retried('getUser', 'zoom.any.429.perSecond.httpDate', { retryAfterSeconds: 1, waits: 1_000 }),
  retried('updatePassword', 'zoom.any.429.daily', { retryAfterSeconds: 1, waits: 1_000 }),
  waiting('revokeToken', 'zoom.any.429.daily', 'zoom.429.429', 3_600_000, {
    name: 'revokeToken zoom.any.429.daily, an hour or more away',
    retryAfterSeconds: 3_600,
  }),
  waiting(
    'getUser',
    zoomSays(429, 429, 'The daily rate limit is used up.'),
    'zoom.429.429',
    3_600_000,
    { contained: false },
  ),
  retried('revokeToken', 'zoom.any.429.concurrent', { waits: 1_000 }),
  retried('updateStatus', { status: 429, body: '<html>Slow down</html>' }, { waits: 1_000 }),
  exhausted('revokeToken', 'zoom.any.429.perSecond', 'zoom.429.429', { waits: 1_000 }),
];

/** Codes 200 and 300 mean many things, and their texts come in the account's language. */
const OVERLOADED: ErrorCase[] = [
  escalated('updateStatus', 'zoom.any.400.300.validation', 'zoom.400.300'),
  escalated('updateStatus', 'zoom.any.400.300.notJson', 'zoom.400.300'),
  escalated('updateStatus', zoomSays(400, 200, '无法激活或停用管理员用户的状态。'), 'zoom.400.200'),
  escalated(
    'updateStatus',
    zoomSays(400, 300, 'このユーザーにはイベントの予定があります。'),
    'zoom.400.300',
  ),
  escalated('revokeToken', zoomSays(400, 200, 'Ungültig.'), 'zoom.400.200'),
  escalated('getUser', zoomSays(400, 300, 'Demande non valide.'), 'zoom.400.300'),
];

/** What no row knows is never a success. */
const UNKNOWN: ErrorCase[] = [
  escalated('revokeToken', zoomSays(400, 9876, 'Something new.'), 'zoom.400.9876'),
  escalated('updateStatus', zoomSays(404, 9999, 'Something else.'), 'zoom.404.9999'),
  escalated('updatePassword', zoomSays(422, 1, 'Odd.'), 'zoom.422.1'),
  escalated('getUser', { status: 418, body: {} }, 'zoom.418'),
  retried('updateStatus', zoomSays(599, 4242, 'New trouble.'), { waits: 40 }),
];

/** HTTP 200 with an error inside is a failure, by its code. */
const ERRORS_IN_A_SUCCESS: ErrorCase[] = [
  escalated('updateStatus', 'zoom.any.200.error', 'zoom.200.300'),
  escalated('revokeToken', zoomSays(200, 31_337, 'No.'), 'zoom.200.31337'),
  escalated('updatePassword', zoomSays(200, 31_337, 'No.'), 'zoom.200.31337', {
    passwordChanges: 0,
  }),
  escalated('updateStatus', zoomSays(200, 200, '没有权限。'), 'zoom.200.200'),
  absent('getUser', zoomSays(200, 1001, 'User does not exist.'), 'zoom.200.1001', {
    calls: 2,
    run: 'completedWithExceptions',
  }),
  mended('updateStatus', zoomSays(200, 124, 'Invalid access token.'), 1),
  escalated('updateStatus', { status: 200, body: { done: 'maybe' } }, 'zoom.200.unexpected', {
    kind: 'unexpected',
  }),
  escalated(
    'getUser',
    { status: 200, body: { id: 'somebody', email: 'else@example.com' } },
    'zoom.200.unexpected',
    { kind: 'unexpected' },
  ),
];

/** What Zoom refuses on the calls about an account, and the answers that mean something else than they say. */
export const ZOOM_CASES: readonly ErrorCase[] = [
  ...ABSENT,
  ...TOKEN,
  ...ACCESS,
  ...NOT_SENT,
  ...LIMITS,
  ...OVERLOADED,
  ...UNKNOWN,
  ...ERRORS_IN_A_SUCCESS,
];
