import { page, prefixed, TRANSPORT_ROWS, type FaultRow } from '../shared/fault-catalogue';
import { HTML_TYPE } from '../shared/reply';
import type { RetryAfter } from '../shared/retry-after';
import type { CloudflareCall } from './calls';

type Row = FaultRow<CloudflareCall>;
type Shared = FaultRow<never>;

function row(
  status: number,
  code: number,
  message: string,
  error_chain?: readonly object[],
): Shared {
  const errors = [{ code, message, error_chain }];
  const body = JSON.stringify({ success: false, errors, messages: [], result: null });
  return { status, code, message, body };
}

function headersRow(code: number, message: string): Shared {
  return row(400, 6003, 'Invalid request headers', [{ code, message }]);
}

function throttledRow(code: number, message: string, retryAfter?: RetryAfter): Shared {
  return { ...row(429, code, message), ...(retryAfter !== undefined && { retryAfter }) };
}

function revokeRow(result: boolean, success: boolean): Row {
  const body = JSON.stringify({ result, success });
  return { call: 'revokeUser', status: 200, message: `result ${result}, success ${success}`, body };
}

const NO_ROUTE = 'No route for the URI';
const THROTTLED = 'Please wait and consider throttling your request speed';
const LIMIT_REACHED = `More than 1200 requests per 300 seconds reached. ${THROTTLED}`;
const BLOCK_SECONDS = 300;

/** The same refusals come as 401 and as 403. */
function refusals<Status extends 401 | 403>(status: Status) {
  return {
    [`cloudflare.any.${status}.1000`]: row(status, 1000, 'Invalid API Token'),
    [`cloudflare.any.${status}.9103`]: row(status, 9103, 'Unknown X-Auth-Key or X-Auth-Email'),
    [`cloudflare.any.${status}.9109`]: row(
      status,
      9109,
      'Cannot use the access token from location: 127.0.0.1',
    ),
    [`cloudflare.any.${status}.10000`]: row(status, 10000, 'Authentication error'),
    [`cloudflare.any.${status}.10001`]: row(status, 10001, 'Unable to authenticate request'),
  } as { readonly [Code in RefusalCode as `cloudflare.any.${Status}.${Code}`]: Shared };
}
type RefusalCode = 1000 | 9103 | 9109 | 10000 | 10001;

/** Every error the simulator knows, by name: what the calls answer by themselves, and what a fault can send. */
export const CLOUDFLARE_CATALOGUE = {
  'cloudflare.revoke.200.resultFalse': revokeRow(false, true),
  'cloudflare.revoke.200.successFalse': revokeRow(true, false),
  'cloudflare.revoke.200.bothFalse': revokeRow(false, false),

  'cloudflare.any.404.7003': row(404, 7003, NO_ROUTE),
  'cloudflare.any.400.7003': row(400, 7003, NO_ROUTE),
  'cloudflare.any.404.7000': row(404, 7000, NO_ROUTE),
  'cloudflare.any.400.7000': row(400, 7000, NO_ROUTE),
  'cloudflare.any.400.6003.6102': headersRow(6102, 'Invalid format for X-Auth-Email header'),
  'cloudflare.any.400.6003.6103': headersRow(6103, 'Invalid format for X-Auth-Key header'),
  'cloudflare.any.400.6003.6111': headersRow(6111, 'Invalid format for Authorization header'),
  'cloudflare.any.400.9106': row(
    400,
    9106,
    'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
  ),
  'cloudflare.any.400.9107': row(400, 9107, 'Missing X-Auth-Key or X-Auth-Email header'),
  ...refusals(401),
  ...refusals(403),
  'cloudflare.any.400.1001': row(400, 1001, 'This endpoint does not take account-owned tokens'),
  'cloudflare.any.403.1001': row(403, 1001, 'This endpoint does not take account-owned tokens'),
  'cloudflare.any.400.9999': row(400, 9999, 'access.api.error.not_enabled'),
  'cloudflare.any.403.9999': row(403, 9999, 'access.api.error.not_enabled'),
  'cloudflare.any.400.12130': row(400, 12130, 'access.api.error.invalid_request'),
  'cloudflare.any.404.12135': row(404, 12135, 'access.api.error.not_found'),

  'cloudflare.any.429.971': throttledRow(971, THROTTLED, { form: 'seconds', wait: BLOCK_SECONDS }),
  'cloudflare.any.429.10429': throttledRow(10429, LIMIT_REACHED, {
    form: 'seconds',
    wait: BLOCK_SECONDS,
  }),
  'cloudflare.any.429.httpDate': throttledRow(971, THROTTLED, {
    form: 'httpDate',
    wait: BLOCK_SECONDS,
  }),
  'cloudflare.any.429.isoDateTime': throttledRow(971, THROTTLED, {
    form: 'isoDateTime',
    wait: BLOCK_SECONDS,
  }),
  'cloudflare.any.429.noRetryAfter': throttledRow(971, THROTTLED),
  'cloudflare.any.429.1015': {
    status: 429,
    message: '(HTML page of the edge: error 1015)',
    headers: { 'content-type': HTML_TYPE },
    body: page('Error 1015: You are being rate limited'),
  },

  'cloudflare.any.408': row(408, 408, 'Request timeout'),
  'cloudflare.any.409': row(409, 409, 'Conflict'),
  'cloudflare.any.500': row(500, 500, 'Internal server error'),
  'cloudflare.any.500.10001': row(500, 10001, 'Internal error'),
  'cloudflare.any.503': row(503, 503, 'Service unavailable'),
  'cloudflare.any.200.error': row(200, 10001, 'The request could not be completed'),
  ...prefixed('cloudflare.any', TRANSPORT_ROWS),
} as const satisfies Record<string, Row>;

export type CloudflareFaultName = keyof typeof CLOUDFLARE_CATALOGUE;
