import type { ProviderFailure, ProviderFailureKind } from '../../src/domain/provider-failure';
import type { HrProvider } from '../../src/domain/provider';
import { HR_CATALOGUE, type HrFaultName } from '../../src/simulator/hr/catalogue';

/** An employee of each HR system. */
export const HR_IDS: Record<HrProvider, string> = {
  bamboohr: '2001',
  hibob: '3332883884017712001',
  gusto: '7b1d0df1-6403-4a06-8768-c1dd7d242001',
};

/**
 * What becomes of a failed read: `again` by the policy's backoff, `later` after so many seconds at least, or a
 * `person` looks and it is not tried again.
 */
type Then = 'again' | 'person' | { later: number };

/** One row of the test's table: an answer, and what must come of it. */
export interface HrCase {
  name: string;
  source: HrProvider;
  /** Absent where the answer is `respond`, or where nothing is sent. */
  fault?: HrFaultName;
  respond?: { status: number; headers?: Record<string, string>; body?: unknown };
  /** What is asked about, where it is not the employee that is there. */
  id?: string;
  kind: ProviderFailureKind;
  code: string;
  then: Then;
  /** Words that the person must be told. */
  says?: string;
}

const sourceOf = (fault: string) => fault.split('.')[0] as HrProvider;

const fault = (
  name: HrFaultName,
  code: string,
  then: Then,
  more: { kind?: ProviderFailureKind; says?: string } = {},
): HrCase => ({
  name,
  source: sourceOf(name),
  fault: name,
  kind: 'refused',
  code,
  then,
  ...more,
});

const unreadable = { kind: 'unreadable' } as const;
const unexpected = { kind: 'unexpected' } as const;

/** What any HTTP service can do to its clients. */
const transport = (source: HrProvider): HrCase[] => [
  fault(`${source}.employee.500.empty`, `${source}.500.unreadable`, 'again', unreadable),
  fault(`${source}.employee.500.malformed`, `${source}.500.unreadable`, 'again', unreadable),
  fault(`${source}.employee.502.html`, `${source}.502.unreadable`, 'again', unreadable),
  fault(`${source}.employee.503.html`, `${source}.503.unreadable`, { later: 30 }, unreadable),
  fault(`${source}.employee.504.empty`, `${source}.504.unreadable`, 'again', unreadable),
  fault(`${source}.employee.200.html`, `${source}.200.unreadable`, 'again', unreadable),
  fault(`${source}.employee.200.empty`, `${source}.200.unreadable`, 'again', unreadable),
  fault(`${source}.employee.200.malformed`, `${source}.200.unreadable`, 'again', unreadable),
  fault(`${source}.employee.reset`, `${source}.network`, 'again', { kind: 'network' }),
  fault(`${source}.employee.hang`, `${source}.timeout`, 'again', { kind: 'timeout' }),
];

/** Answers that no row knows, and an employee that there cannot be. */
const odd = (source: HrProvider): HrCase[] => [
  {
    name: `${source} answers 418`,
    source,
    respond: { status: 418, body: {} },
    kind: 'refused',
    code: `${source}.418`,
    then: 'person',
  },
  {
    name: `${source} answers 204`,
    source,
    respond: { status: 204 },
    kind: 'unexpected',
    code: `${source}.204.unexpected`,
    then: 'person',
  },
  {
    name: `${source} is asked about an e-mail`,
    source,
    id: 'jane.doe@example.com',
    kind: 'refused',
    code: `${source}.invalidEmployee`,
    then: 'person',
    says: 'another kind of id',
  },
];

export const HR_CASES: readonly HrCase[] = [
  fault('bamboohr.employee.400', 'bamboohr.400', 'person', { says: 'client adapted' }),
  fault('bamboohr.employee.401', 'bamboohr.401', 'person', { says: 'BAMBOOHR_API_KEY' }),
  fault('bamboohr.employee.401.silent', 'bamboohr.401', 'person', { says: 'BAMBOOHR_COMPANY' }),
  fault('bamboohr.employee.403', 'bamboohr.403', 'person', { says: 'access level' }),
  fault('bamboohr.employee.404', 'bamboohr.404', 'person', { says: 'Look the employee up' }),
  fault('bamboohr.employee.404.html', 'bamboohr.404.unreadable', 'person', {
    ...unreadable,
    says: 'BAMBOOHR_COMPANY',
  }),
  fault('bamboohr.employee.406', 'bamboohr.406', 'person'),
  fault('bamboohr.employee.408', 'bamboohr.408', 'again'),
  fault('bamboohr.employee.429', 'bamboohr.429', { later: 30 }),
  fault('bamboohr.employee.429.noRetryAfter', 'bamboohr.429', { later: 60 }),
  fault('bamboohr.employee.503', 'bamboohr.503', { later: 30 }),
  fault('bamboohr.employee.503.httpDate', 'bamboohr.503', { later: 29 }),
  fault('bamboohr.employee.503.noRetryAfter', 'bamboohr.503', { later: 30 }),
  fault('bamboohr.employee.500', 'bamboohr.500', 'again'),
  fault('bamboohr.employee.200.hidden', 'bamboohr.200.fieldsHidden', 'person', {
    says: 'without terminationDate". Let the owner of BAMBOOHR_API_KEY see the fields',
  }),
  fault('bamboohr.employee.200.another', 'bamboohr.200.unexpected', 'person', unexpected),
  fault('bamboohr.employee.200.date', 'bamboohr.200.unexpected', 'person', unexpected),
  ...transport('bamboohr'),
  ...odd('bamboohr'),

  fault('hibob.employee.400', 'hibob.400.bad_request', 'person', { says: 'client adapted' }),
  fault('hibob.employee.401', 'hibob.401.unauthorized', 'person', {
    says: 'HIBOB_SERVICE_USER_TOKEN',
  }),
  fault('hibob.employee.403', 'hibob.403.forbidden', 'person', { says: 'permission group' }),
  fault('hibob.employee.403.html', 'hibob.403.unreadable', 'person', {
    ...unreadable,
    says: 'firewall',
  }),
  fault('hibob.employee.404', 'hibob.404.not_found', 'person', { says: 'Look the employee up' }),
  fault('hibob.employee.429', 'hibob.429.too_many_requests', { later: 30 }),
  fault('hibob.employee.429.noRetryAfter', 'hibob.429.too_many_requests', { later: 60 }),
  fault('hibob.employee.503', 'hibob.503.unavailable', { later: 30 }),
  fault('hibob.employee.503.noRetryAfter', 'hibob.503.unavailable', { later: 30 }),
  fault('hibob.employee.500', 'hibob.500.internal', 'again'),
  fault('hibob.employee.200.hidden', 'hibob.200.fieldsHidden', 'person', {
    says: 'internal.terminationDate". Let the permission group of the service user see',
  }),
  fault('hibob.employee.200.another', 'hibob.200.unexpected', 'person', unexpected),
  ...transport('hibob'),
  ...odd('hibob'),

  fault('gusto.employee.401', 'gusto.401.invalid_token', 'person', { says: 'GUSTO_ACCESS_TOKEN' }),
  fault('gusto.employee.403', 'gusto.403.missing_oauth_scopes', 'person', {
    says: 'employees:read',
  }),
  fault('gusto.employee.404', 'gusto.404.not_found', 'person', { says: 'Look the employee up' }),
  fault('gusto.employee.404.missing_permissions', 'gusto.404.missing_permissions', 'person', {
    says: 'approve',
  }),
  fault('gusto.employee.406', 'gusto.406.invalid_api_version', 'person', {
    says: 'GUSTO_API_VERSION',
  }),
  fault('gusto.employee.406.plain', 'gusto.406', 'person', { says: 'GUSTO_API_VERSION' }),
  fault('gusto.employee.429', 'gusto.429.rate_limit_exceeded', { later: 30 }),
  fault('gusto.employee.429.noRetryAfter', 'gusto.429.rate_limit_exceeded', { later: 60 }),
  fault('gusto.employee.503', 'gusto.503.unavailable', { later: 30 }),
  fault('gusto.employee.503.noRetryAfter', 'gusto.503.unavailable', { later: 30 }),
  fault('gusto.employee.500', 'gusto.500.internal_error', 'again'),
  fault('gusto.employee.200.hidden', 'gusto.200.fieldsHidden', 'person', {
    says: 'without terminations". See that the Gusto application has the scope',
  }),
  fault('gusto.employee.200.another', 'gusto.200.unexpected', 'person', unexpected),
  ...transport('gusto'),
  ...odd('gusto'),
];

/** The failure that the engine's client makes of it, so far as the error policy decides on it. */
export function hrFailureOf({ source, fault: name, respond, kind, code }: HrCase): ProviderFailure {
  const row: { status?: number } = name === undefined ? (respond ?? {}) : HR_CATALOGUE[name];
  const [, , own] = code.startsWith(`${source}.invalid`)
    ? [0, 0, 'invalidEmployee']
    : code.split('.');
  return {
    provider: source,
    call: 'readEmployee',
    kind,
    message: '',
    ...(row.status !== undefined && { status: row.status }),
    ...(kind === 'refused' && own !== undefined && { code: own }),
  };
}
