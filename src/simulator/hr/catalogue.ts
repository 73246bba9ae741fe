import { HTML_TYPE } from '../shared/reply';
import { page, TRANSPORT_ROWS, type FaultRow } from '../shared/fault-catalogue';
import type { RetryAfter } from '../shared/retry-after';
import type { HrCall, HrSource } from './calls';

type Row = FaultRow<HrCall>;

const SECONDS: RetryAfter = { form: 'seconds', wait: 30 };
const HTTP_DATE: RetryAfter = { form: 'httpDate', wait: 30 };

/** BambooHR answers with a header in the body's place. */
const bamboo = (status: number, message: string, retryAfter?: RetryAfter): Row => ({
  call: 'bamboohr.readEmployee',
  status,
  message,
  headers: { 'x-bamboohr-error-message': message },
  ...(retryAfter && { retryAfter }),
});

const bob = (status: number, key: string, message: string, retryAfter?: RetryAfter): Row => ({
  call: 'hibob.readEmployee',
  status,
  message,
  body: JSON.stringify({ key, error: message, args: {} }),
  ...(retryAfter && { retryAfter }),
});

const gusto = (status: number, code: string, message: string, retryAfter?: RetryAfter): Row => ({
  call: 'gusto.readEmployee',
  status,
  code,
  message,
  body: JSON.stringify({ errors: [{ error_key: 'request', category: code, message }] }),
  ...(retryAfter && { retryAfter }),
});

/** A success that is not what it should be; `{id}` is the employee asked for. */
const odd = (source: HrSource, message: string, body: object): Row => ({
  call: `${source}.readEmployee`,
  status: 200,
  message,
  body: JSON.stringify(body),
});

const html = (source: HrSource, status: number, title: string): Row => ({
  call: `${source}.readEmployee`,
  status,
  message: '(HTML page)',
  headers: { 'content-type': HTML_TYPE },
  body: page(title),
});

type TransportName = keyof typeof TRANSPORT_ROWS;
type Transport<Source extends HrSource> = Readonly<
  Record<`${Source}.employee.${TransportName}`, Row>
>;

/** What any HTTP service can do to its clients; here each belongs to a call, which need not be named. */
function transport<Source extends HrSource>(source: Source): Transport<Source> {
  const call = `${source}.readEmployee` as const;
  const rows = Object.entries(TRANSPORT_ROWS).map(([name, row]) => [
    `${source}.employee.${name}`,
    { ...row, call },
  ]);
  return Object.fromEntries(rows) as Transport<Source>;
}

const LIMIT = 'Too many requests.';
const BUSY = 'Service unavailable.';

/** Every error the simulator knows, by name: what the reads answer by themselves, and what a fault can send. */
export const HR_CATALOGUE = {
  'bamboohr.employee.400': bamboo(400, 'Too many fields requested.'),
  'bamboohr.employee.401': bamboo(401, 'Invalid API key.'),
  'bamboohr.employee.401.silent': {
    call: 'bamboohr.readEmployee',
    status: 401,
    message: '(empty body, no header)',
  },
  'bamboohr.employee.403': bamboo(403, 'You do not have access to this employee.'),
  'bamboohr.employee.404': bamboo(404, 'Employee not found.'),
  'bamboohr.employee.404.html': html('bamboohr', 404, 'This company does not exist'),
  'bamboohr.employee.406': bamboo(406, 'Unknown field.'),
  'bamboohr.employee.408': bamboo(408, 'Request timeout.'),
  'bamboohr.employee.429': bamboo(429, LIMIT, SECONDS),
  'bamboohr.employee.429.noRetryAfter': bamboo(429, LIMIT),
  'bamboohr.employee.503': bamboo(503, BUSY, SECONDS),
  'bamboohr.employee.503.httpDate': bamboo(503, BUSY, HTTP_DATE),
  'bamboohr.employee.503.noRetryAfter': bamboo(503, BUSY),
  'bamboohr.employee.500': bamboo(500, 'Internal server error.'),
  'bamboohr.employee.200.hidden': odd('bamboohr', 'without terminationDate', {
    id: '{id}',
    status: 'Active',
    workEmail: null,
  }),
  'bamboohr.employee.200.another': odd('bamboohr', 'another employee', {
    id: '999999999',
    status: 'Active',
    workEmail: null,
    terminationDate: null,
  }),
  'bamboohr.employee.200.date': odd('bamboohr', 'a date that is none', {
    id: '{id}',
    status: 'Active',
    workEmail: null,
    terminationDate: '27/11/2026',
  }),
  ...transport('bamboohr'),

  'hibob.employee.400': bob(400, 'bad_request', 'Invalid request.'),
  'hibob.employee.401': bob(401, 'unauthorized', 'Authentication failed.'),
  'hibob.employee.403': bob(403, 'forbidden', 'Insufficient permissions.'),
  'hibob.employee.403.html': html('hibob', 403, 'Blocked by the firewall'),
  'hibob.employee.404': bob(404, 'not_found', 'Employee not found.'),
  'hibob.employee.429': bob(429, 'too_many_requests', LIMIT, SECONDS),
  'hibob.employee.429.noRetryAfter': bob(429, 'too_many_requests', LIMIT),
  'hibob.employee.503': bob(503, 'unavailable', BUSY, SECONDS),
  'hibob.employee.503.noRetryAfter': bob(503, 'unavailable', BUSY),
  'hibob.employee.500': bob(500, 'internal', 'Internal server error.'),
  'hibob.employee.200.hidden': odd('hibob', 'without the lifecycle fields', {
    id: '{id}',
    email: null,
  }),
  'hibob.employee.200.another': odd('hibob', 'another employee', {
    id: '999999999',
    internal: { lifecycleStatus: 'employed', terminationDate: null },
  }),
  ...transport('hibob'),

  'gusto.employee.401': gusto(401, 'invalid_token', 'The access token has expired.'),
  'gusto.employee.403': gusto(403, 'missing_oauth_scopes', 'Missing scope employees:read.'),
  'gusto.employee.404': gusto(404, 'not_found', 'The requested resource was not found.'),
  'gusto.employee.404.missing_permissions': gusto(
    404,
    'missing_permissions',
    'This endpoint is part of Gusto Embedded.',
  ),
  'gusto.employee.406': gusto(406, 'invalid_api_version', 'Invalid API Version.'),
  'gusto.employee.406.plain': {
    call: 'gusto.readEmployee',
    status: 406,
    message: 'Invalid API Version.',
    body: '{"name":"Invalid X-Gusto-API-Version Header","message":"Invalid API Version."}',
  },
  'gusto.employee.429': gusto(429, 'rate_limit_exceeded', LIMIT, SECONDS),
  'gusto.employee.429.noRetryAfter': gusto(429, 'rate_limit_exceeded', LIMIT),
  'gusto.employee.503': gusto(503, 'unavailable', BUSY, SECONDS),
  'gusto.employee.503.noRetryAfter': gusto(503, 'unavailable', BUSY),
  'gusto.employee.500': gusto(500, 'internal_error', 'An unexpected error has occurred.'),
  'gusto.employee.200.hidden': odd('gusto', 'without terminations', {
    uuid: '{id}',
    terminated: false,
  }),
  'gusto.employee.200.another': odd('gusto', 'another employee', {
    uuid: '00000000-0000-4000-a000-000000000000',
    terminated: false,
    terminations: [],
  }),
  ...transport('gusto'),
} as const satisfies Record<string, Row>;

export type HrFaultName = keyof typeof HR_CATALOGUE;
