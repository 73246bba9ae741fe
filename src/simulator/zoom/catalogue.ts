import { prefixed, TRANSPORT_ROWS, type FaultRow } from '../shared/fault-catalogue';
import type { RetryAfter } from '../shared/retry-after';
import type { ZoomCall } from './calls';

type Row = FaultRow<ZoomCall>;

function row(
  status: number,
  code: number,
  message: string,
  more: { call?: ZoomCall; errors?: readonly object[] } = {},
): Row {
  const { call, errors } = more;
  return { call, status, code, message, body: JSON.stringify({ code, message, errors }) };
}

/** The token endpoint has a shape of its own. */
function oauthRow(error: string, reason: string): Row {
  const body = JSON.stringify({ reason, error });
  return { call: 'issueToken', status: 400, code: error, message: reason, body };
}

const PER_SECOND =
  'You have reached the maximum per-second rate limit for this API. Try again later.';
const DAILY =
  'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
const CONCURRENT =
  'Too many concurrent requests. A request to update this user has already been made.';

function limitRow(message: string, type: 'QPS' | 'Daily-limit', retryAfter?: RetryAfter): Row {
  return {
    ...row(429, 429, message),
    headers: { 'x-ratelimit-type': type, 'x-ratelimit-remaining': '0' },
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

const status = { call: 'updateStatus' } as const;
const password = { call: 'updatePassword' } as const;

/** Every error the simulator knows, by name: what the calls answer by themselves, and what a fault can send. */
export const ZOOM_CATALOGUE = {
  'zoom.user.404.1001': row(404, 1001, 'User does not exist: {user}.'),
  'zoom.user.400.1010': row(
    400,
    1010,
    'User not found or does not belong to this account: {user}.',
  ),
  'zoom.user.400.1120': row(400, 1120, 'Invitation not found or expired.'),
  'zoom.token.400.2300': row(400, 2300, 'This API endpoint is not recognized.', {
    call: 'revokeToken',
  }),

  'zoom.status.400.200': row(
    400,
    200,
    "Zoom Room and Admin users' status cannot be activated or deactivated.",
    status,
  ),
  'zoom.status.400.300': row(
    400,
    300,
    'You cannot deactivate this user because this user has an upcoming Zoom Events scheduled.',
    status,
  ),
  'zoom.status.400.1000': row(
    400,
    1000,
    'This user is force locked. Contact the Zoom Support Team for help.',
    status,
  ),
  'zoom.status.400.3412': row(
    400,
    3412,
    'Your account has the maximum number of Basic users.',
    status,
  ),
  'zoom.status.400.2033': row(
    400,
    2033,
    'Your account has reached the maximum number of Basic users.',
    status,
  ),

  'zoom.password.400.300.same': row(
    400,
    300,
    'Your new password can not match the old password.',
    password,
  ),
  'zoom.password.400.300.limit': row(
    400,
    300,
    'This password cannot be changed because it has already been changed the maximum number of times over the past 24 hours.',
    password,
  ),
  'zoom.password.400.1117': row(400, 1117, "Can not update Admin's password", password),
  'zoom.password.400.1123': row(
    400,
    1123,
    'Can only update password of Zoom work email account',
    password,
  ),
  'zoom.password.400.1124': row(400, 1124, 'Have at least {minimum} characters', password),
  'zoom.password.400.1125': row(400, 1125, 'Have at least 1 letter (a, b, c...)', password),
  'zoom.password.400.1126': row(400, 1126, 'Have at least 1 number (1, 2, 3...)', password),
  'zoom.password.400.1127': row(
    400,
    1127,
    'Have at least 1 special character (!, @, #...)',
    password,
  ),
  'zoom.password.400.1128': row(
    400,
    1128,
    'Include both Upper case and Lower case characters',
    password,
  ),
  'zoom.password.400.1129': row(
    400,
    1129,
    'Users cannot reuse any of the last {history} passwords created.',
    password,
  ),
  'zoom.password.400.1130': row(400, 1130, "Password can't use the same character.", password),
  'zoom.password.400.1131': row(
    400,
    1131,
    "Password can't use continuation character. Such as 'abcdef','123456'.",
    password,
  ),
  'zoom.password.400.1136': row(
    400,
    1136,
    'Your password is too easy to guess. Try another one.',
    password,
  ),

  'zoom.role.400.1034': row(400, 1034, 'Role does not exist.', { call: 'unassignRole' }),
  'zoom.role.400.300': row(400, 300, "The Owner's role cannot be changed.", {
    call: 'unassignRole',
  }),
  'zoom.settings.200.200': row(200, 200, 'Only available for paid accounts.', {
    call: 'getSecuritySettings',
  }),
  'zoom.meeting.404.3001': row(404, 3001, 'Meeting does not exist: {meetingId}.', {
    call: 'endMeeting',
  }),
  'zoom.meeting.400.200': row(400, 200, 'No permission.', { call: 'endMeeting' }),

  'zoom.oauth.400.invalid_client': oauthRow('invalid_client', 'Invalid client_id or client_secret'),
  'zoom.oauth.400.unsupported_grant_type': oauthRow(
    'unsupported_grant_type',
    'unsupported grant type',
  ),
  'zoom.oauth.400.invalid_grant': oauthRow('invalid_grant', 'Invalid account_id'),
  'zoom.oauth.400.invalid_request': oauthRow('invalid_request', 'Bad Request'),

  'zoom.any.401.124.invalid': row(401, 124, 'Invalid access token.'),
  'zoom.any.401.124.expired': row(401, 124, 'Access token is expired.'),
  'zoom.any.400.124': row(400, 124, 'Invalid access token.'),
  'zoom.any.400.4711': row(400, 4711, 'Invalid access token, does not contain scopes:[{scopes}].'),
  'zoom.any.400.4700': row(400, 4700, 'Invalid access token, does not contain scopes:[{scopes}].'),
  'zoom.any.400.104': row(400, 104, 'Invalid access token, does not contain scopes:[{scopes}].'),
  'zoom.any.400.104.malformed': {
    status: 400,
    code: 104,
    message: '(the same, with quotes left unescaped: no valid JSON)',
    body: '{"code":104,"message":"Invalid access token, does not contain scopes:["{scopes}"]."}',
  },
  'zoom.any.400.200.permissions': row(
    400,
    200,
    'Invalid access token. Does not contain permissions [User:Edit].',
  ),
  'zoom.any.400.200.restApi': row(400, 200, 'Account does not enabled REST API.'),
  'zoom.any.400.300.validation': row(400, 300, 'Validation Failed.', {
    errors: [{ field: '{field}', message: 'Invalid field.' }],
  }),
  'zoom.any.400.300.notJson': row(400, 300, 'Request Body should be a valid JSON object.'),
  'zoom.any.400.2300': row(400, 2300, 'This API endpoint is not recognized.'),
  'zoom.any.403': {
    status: 403,
    message: 'Access to the Zoom REST API has been denied for this account',
    body: '{"message":"Access to the Zoom REST API has been denied for this account"}',
  },

  'zoom.any.429.perSecond': limitRow(PER_SECOND, 'QPS'),
  'zoom.any.429.perSecond.seconds': limitRow(PER_SECOND, 'QPS', { form: 'seconds', wait: 2 }),
  'zoom.any.429.perSecond.httpDate': limitRow(PER_SECOND, 'QPS', { form: 'httpDate', wait: 2 }),
  'zoom.any.429.daily': limitRow(DAILY, 'Daily-limit', { form: 'isoDateTime', wait: 'midnight' }),
  'zoom.any.429.concurrent': limitRow(CONCURRENT, 'QPS'),
  'zoom.any.200.error': row(200, 300, 'The request could not be completed.'),
  'zoom.any.500': row(500, 500, 'Internal server error.'),
  'zoom.any.503': row(503, 503, 'Service temporarily unavailable.'),
  ...prefixed('zoom.any', TRANSPORT_ROWS),
} as const satisfies Record<string, Row>;

export type ZoomFaultName = keyof typeof ZOOM_CATALOGUE;
