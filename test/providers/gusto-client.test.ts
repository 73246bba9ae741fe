import { afterEach, describe, expect, it } from '@jest/globals';
import { createGustoClient } from '../../src/providers/gusto/client';
import type { HrApi } from '../../src/providers/hr/api';
import { codeOf, failureOf } from '../support/calls';
import { answerJson, startServer, type TestServer } from '../support/http-server';

const ID = '7b1d0df1-6403-4a06-8768-c1dd7d24d27a';
const EMPLOYEE = {
  uuid: ID,
  first_name: 'Jane',
  email: 'jane@personal.example.net',
  work_email: 'Jane.Doe@Example.com',
  terminated: false,
  terminations: [],
  current_employment_status: 'full_time',
  jobs: [
    { primary: false, hire_date: '2025-05-05' },
    { primary: true, hire_date: '2020-03-02' },
  ],
};
const end = (effective_date: string | null, active: boolean | null = false) => ({
  uuid: 'x',
  effective_date,
  active,
  dismissal: true,
});

let server: TestServer;
let client: HrApi;
afterEach(() => server.close());

async function serveJson(body: unknown, status = 200) {
  server = await startServer((_, response) => answerJson(response, status, body));
  const { url } = server;
  client = createGustoClient({ token: 'token-of-gusto', apiUrl: url, timeoutMs: 5_000 });
}

describe('the question', () => {
  it('brings the token and the version', async () => {
    await serveJson(EMPLOYEE);
    await client.readEmployee(ID);
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: `/v1/employees/${ID}` });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer token-of-gusto',
      'x-gusto-api-version': '2025-06-15',
    });
  });

  it('brings another version where it is told to', async () => {
    await serveJson(EMPLOYEE);
    const { url } = server;
    const other = createGustoClient({ token: 't', apiUrl: url, apiVersion: '2026-02-01' });
    await other.readEmployee(ID);
    expect(server.requests[0]?.headers['x-gusto-api-version']).toBe('2026-02-01');
  });

  it.each(['', '..', '1001', 'me', `${ID}/terminations`, 'jane@example.com'])(
    'is not asked about %j, which is no employee',
    async (id) => {
      await serveJson(EMPLOYEE);
      expect(await codeOf(client.readEmployee(id))).toBe('gusto.invalidEmployee');
      expect(server.requests).toEqual([]);
    },
  );

  it('takes the id in any case, and gives it back as it came', async () => {
    await serveJson(EMPLOYEE);
    expect(await client.readEmployee(ID.toUpperCase())).toMatchObject({ id: ID.toUpperCase() });
  });
});

describe('the employee', () => {
  const whole = { id: ID, email: 'jane.doe@example.com', hireDate: '2020-03-02', isActive: true };

  it.each<[string, object, object]>([
    ['who works there', {}, {}],
    [
      'who leaves: recorded, not in effect',
      { terminations: [end('2026-11-27')] },
      { terminationDate: '2026-11-27' },
    ],
    [
      'who has left',
      { terminated: true, terminations: [end('2026-01-31', true)] },
      { isActive: false, terminationDate: '2026-01-31' },
    ],
    ['who has left without a date', { terminated: true, terminations: [] }, { isActive: false }],
    ['who was rehired: the former end is none', { terminations: [end('2024-08-30', true)] }, {}],
    [
      'who was rehired and leaves again',
      { terminations: [end('2026-11-27'), end('2024-08-30', true)] },
      { terminationDate: '2026-11-27' },
    ],
    [
      'who was rehired and has left again',
      { terminated: true, terminations: [end('2024-08-30', true), end('2026-01-31', true)] },
      { isActive: false, terminationDate: '2026-01-31' },
    ],
    [
      'whose end does not say whether it is in effect',
      { terminations: [end('2026-11-27', null)] },
      { terminationDate: '2026-11-27' },
    ],
    ['whose end has no date', { terminations: [end(null)] }, {}],
    ['with no primary job', { jobs: [], hired_at: '2020-03-02' }, {}],
  ])('%s', async (_who, change, expected) => {
    await serveJson({ ...EMPLOYEE, ...change });
    expect(await client.readEmployee(ID)).toEqual({ ...whole, ...expected });
  });

  it.each([null, undefined, '', 'nobody'])(
    'has no e-mail where the work e-mail is %j: the personal one is nobody at Zoom',
    async (work_email) => {
      await serveJson({ ...EMPLOYEE, work_email });
      expect(await client.readEmployee(ID)).not.toHaveProperty('email');
    },
  );

  it('has no start where none is on record', async () => {
    await serveJson({ ...EMPLOYEE, jobs: null });
    expect(await client.readEmployee(ID)).not.toHaveProperty('hireDate');
  });

  it.each(['terminated', 'terminations'])('is refused without %s', async (hidden) => {
    await serveJson({ ...EMPLOYEE, [hidden]: undefined });
    const { failure } = await failureOf(client.readEmployee(ID));
    expect(failure).toMatchObject({ kind: 'refused', status: 200, code: 'fieldsHidden' });
    expect(failure.message).toContain(hidden);
  });

  it.each<[string, unknown]>([
    ['of another id', { ...EMPLOYEE, uuid: '00000000-0000-4000-a000-000000000000' }],
    ['of no id', { ...EMPLOYEE, uuid: undefined }],
    ['whose end is a word', { ...EMPLOYEE, terminated: 'no' }],
    ['whose ends are no list', { ...EMPLOYEE, terminations: null }],
    ['whose end has another form', { ...EMPLOYEE, terminations: [end('Nov 27, 2026')] }],
  ])('%s is not taken', async (_what, body) => {
    await serveJson(body);
    expect(await codeOf(client.readEmployee(ID))).toBe('gusto.200.unexpected');
  });
});

describe('a refusal', () => {
  const error = (category: string, message: string) => ({
    error_key: 'request',
    category,
    message,
  });

  it.each<[number, object, string, string]>([
    [401, { errors: [error('invalid_token', 'Expired.')] }, 'gusto.401.invalid_token', 'Expired.'],
    [
      422,
      { errors: [error('one', 'First.'), error('two', 'Second.')] },
      'gusto.422.one',
      'First.; Second.',
    ],
    [406, { name: 'Invalid Header', message: 'Too old.' }, 'gusto.406', 'Too old.'],
    [404, { errors: 'none' }, 'gusto.404', 'HTTP 404 without an explanation.'],
  ])('%d reads %j', async (status, body, code, words) => {
    await serveJson(body, status);
    const { failure } = await failureOf(client.readEmployee(ID));
    expect(failure.message).toBe(words);
    await server.close();
    await serveJson(body, status);
    expect(await codeOf(client.readEmployee(ID))).toBe(code);
  });
});
