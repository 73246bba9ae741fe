import { afterEach, describe, expect, it } from '@jest/globals';
import { createBobClient } from '../../src/providers/hibob/client';
import type { HrApi } from '../../src/providers/hr/api';
import { codeOf, failureOf } from '../support/calls';
import { answerJson, answerText, startServer, type TestServer } from '../support/http-server';

const ID = '3332883884017713238';
/** As Bob writes a record: nested, and what has a value by its path too. */
const EMPLOYEE = {
  id: ID,
  email: 'Jane.Doe@Example.com',
  '/root/id': { value: ID },
  '/root/email': { value: 'Jane.Doe@Example.com' },
  internal: { lifecycleStatus: 'employed', terminationDate: null },
  '/internal/lifecycleStatus': { value: 'employed' },
  work: { startDate: '2020-03-02', department: null },
  '/work/startDate': { value: '2020-03-02' },
};

let server: TestServer;
let client: HrApi;
afterEach(() => server.close());

async function serve(handler: Parameters<typeof startServer>[0]) {
  server = await startServer(handler);
  client = createBobClient({
    serviceUserId: 'SERVICE-1',
    token: 'token-of-the-service-user',
    apiUrl: `${server.url}/v1`,
    timeoutMs: 5_000,
  });
}
const serveJson = (body: unknown, status = 200) =>
  serve((_, response) => answerJson(response, status, body));

describe('the question', () => {
  it('is a POST with the fields, without humanReadable, as the service user', async () => {
    await serveJson(EMPLOYEE);
    await client.readEmployee(ID);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', url: `/v1/people/${ID}` });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      fields: [
        'root.id',
        'root.email',
        'work.startDate',
        'internal.lifecycleStatus',
        'internal.terminationDate',
      ],
    });
    const credentials = Buffer.from('SERVICE-1:token-of-the-service-user').toString('base64');
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${credentials}`,
      'content-type': 'application/json',
    });
  });

  it.each(['search', '', '..', 'jane@example.com', '12/work', '1'.repeat(26)])(
    'is not asked about %j, which is no employee',
    async (id) => {
      await serveJson(EMPLOYEE);
      expect(await codeOf(client.readEmployee(id))).toBe('hibob.invalidEmployee');
      expect(server.requests).toEqual([]);
    },
  );
});

describe('the employee', () => {
  const readOf = async (change: object) => {
    await serveJson({ ...EMPLOYEE, ...change });
    return client.readEmployee(ID);
  };
  const whole = { id: ID, email: 'jane.doe@example.com', hireDate: '2020-03-02', isActive: true };

  it('is read where all is nested, and where all is by path', async () => {
    expect(await readOf({})).toEqual(whole);
    await server.close();
    const byPath = Object.entries(EMPLOYEE).filter(([key]) => key.startsWith('/'));
    await serveJson({
      ...Object.fromEntries(byPath),
      '/internal/terminationDate': { value: '2026-11-27' },
    });
    expect(await client.readEmployee(ID)).toEqual({ ...whole, terminationDate: '2026-11-27' });
    await server.close();
    const nested = Object.entries(EMPLOYEE).filter(([key]) => !key.startsWith('/'));
    await serveJson(Object.fromEntries(nested));
    expect(await client.readEmployee(ID)).toEqual(whole);
  });

  it('has an end that is written in one way only', async () => {
    const change = { '/internal/terminationDate': { value: '2026-11-27' } };
    expect(await readOf(change)).toEqual({ ...whole, terminationDate: '2026-11-27' });
  });

  it.each<[string, boolean]>([
    ['employed', true],
    ['hired', true],
    ['garden leave', true],
    ['parental leave', true],
    ['Sabbatical of the company', true],
    ['terminated', false],
    ['Terminated', false],
  ])('whose lifecycle status is %j counts as working there: %s', async (lifecycleStatus, is) => {
    const record = await readOf({ internal: { lifecycleStatus, terminationDate: null } });
    expect(record.isActive).toBe(is);
  });

  it('has the end that is on record, whether it is near or far', async () => {
    const internal = { lifecycleStatus: 'employed', terminationDate: '2026-11-27' };
    expect(await readOf({ internal })).toEqual({ ...whole, terminationDate: '2026-11-27' });
  });

  it.each([
    { email: null, '/root/email': undefined },
    { email: 'x', '/root/email': { value: '' } },
  ])('has no e-mail where none can be used: %j', async (change) => {
    expect(await readOf(change)).not.toHaveProperty('email');
  });

  it.each<[object, string[]]>([
    [{ internal: { lifecycleStatus: 'employed' } }, ['internal.terminationDate']],
    [
      { internal: { terminationDate: null }, '/internal/lifecycleStatus': undefined },
      ['internal.lifecycleStatus'],
    ],
    [
      { internal: undefined, '/internal/lifecycleStatus': undefined },
      ['internal.lifecycleStatus', 'internal.terminationDate'],
    ],
    [
      { internal: null, '/internal/lifecycleStatus': undefined },
      ['internal.lifecycleStatus', 'internal.terminationDate'],
    ],
  ])('is refused where a field is hidden and not empty: %j', async (change, hidden) => {
    const { failure } = await failureOf(readOf(change));
    expect(failure).toMatchObject({ kind: 'refused', status: 200, code: 'fieldsHidden' });
    expect(failure.message).toBe(`HTTP 200 without ${hidden.join(', ')}.`);
  });

  it.each<[string, object]>([
    ['of another id', { id: '1', '/root/id': { value: '1' } }],
    ['of no id', { id: undefined, '/root/id': undefined }],
    ['of an empty status', { internal: { lifecycleStatus: '', terminationDate: null } }],
    [
      'with a date as people write it',
      { internal: { lifecycleStatus: 'employed', terminationDate: '27/11/2026' } },
    ],
  ])('%s is not taken', async (_what, change) => {
    expect(await codeOf(readOf(change))).toBe('hibob.200.unexpected');
  });
});

describe('a refusal', () => {
  it.each<[object, string, string]>([
    [{ key: 'forbidden', error: 'No permission.', args: {} }, 'hibob.403.forbidden', 'No perm'],
    [{ key: 'error.not.allowed', error: 'No.' }, 'hibob.403', 'No.'],
    [{ error: 'Forbidden', message: 'In words.', statusCode: 403 }, 'hibob.403', 'In words.'],
    [{}, 'hibob.403', 'HTTP 403 without an explanation.'],
  ])('reads %j', async (body, code, words) => {
    await serveJson(body, 403);
    const { failure } = await failureOf(client.readEmployee(ID));
    expect(failure.message).toContain(words);
    await server.close();
    await serveJson(body, 403);
    expect(await codeOf(client.readEmployee(ID))).toBe(code);
  });

  it('is a page where the path is wrong, with 200', async () => {
    await serve((_, response) => answerText(response, 200, '<!DOCTYPE html><html></html>'));
    expect(await codeOf(client.readEmployee(ID))).toBe('hibob.200.unreadable');
  });
});
