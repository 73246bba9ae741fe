import { afterEach, describe, expect, it } from '@jest/globals';
import { createBambooClient } from '../../src/providers/bamboohr/client';
import type { HrApi } from '../../src/providers/hr/api';
import { codeOf, failureOf, recorder } from '../support/calls';
import { answerJson, answerText, startServer, type TestServer } from '../support/http-server';

const KEY = 'the-api-key-of-hr';
const EMPLOYEE = {
  id: '1001',
  status: 'Active',
  workEmail: 'Jane.Doe@Example.com',
  terminationDate: '0000-00-00',
  hireDate: '2020-03-02',
};

let server: TestServer;
let client: HrApi;
afterEach(() => server.close());

async function serve(handler: Parameters<typeof startServer>[0]) {
  server = await startServer(handler);
  client = createBambooClient({ apiKey: KEY, apiUrl: `${server.url}/api/v1`, timeoutMs: 5_000 });
}
const serveJson = (body: unknown, status = 200, headers = {}) =>
  serve((_, response) => answerJson(response, status, body, headers));

describe('the question', () => {
  it("names its fields, wants JSON, and sees what is dated ahead; the key is Basic auth's user", async () => {
    await serveJson(EMPLOYEE);
    await client.readEmployee('1001');
    const [request] = server.requests;
    const { pathname, searchParams } = new URL(request?.url ?? '', server.url);
    expect([request?.method, pathname]).toEqual(['GET', '/api/v1/employees/1001']);
    expect(Object.fromEntries(searchParams)).toEqual({
      fields: 'status,terminationDate,workEmail,hireDate',
      onlyCurrent: 'false',
    });
    expect(request?.headers).toMatchObject({
      accept: 'application/json',
      authorization: `Basic ${Buffer.from(`${KEY}:x`).toString('base64')}`,
    });
  });

  it.each(['0', '', 'directory', '../meta/users', '-1', '1001?x', 'jane@example.com', '٣'])(
    'is not asked about %j, which is no employee',
    async (id) => {
      await serveJson(EMPLOYEE);
      const { failure } = await failureOf(client.readEmployee(id));
      expect(failure).toMatchObject({ kind: 'refused', code: 'invalidEmployee' });
      expect(failure.message).not.toContain('jane');
      expect(server.requests).toEqual([]);
    },
  );
});

describe('the employee', () => {
  it.each<[string, object, object]>([
    ['who works there', {}, { isActive: true }],
    [
      'who leaves',
      { terminationDate: '2026-11-27' },
      { isActive: true, terminationDate: '2026-11-27' },
    ],
    [
      'who has left',
      { status: 'Inactive', terminationDate: '2026-01-31' },
      { isActive: false, terminationDate: '2026-01-31' },
    ],
    ['whose end is null', { terminationDate: null }, { isActive: true }],
    ['whose end is empty', { terminationDate: '' }, { isActive: true }],
    ['whose status is in other letters', { status: 'INACTIVE' }, { isActive: false }],
    ['with an id that is a number', { id: 1001 }, { isActive: true }],
    ['with more than was asked for', { department: 'R&D', photo: {} }, { isActive: true }],
  ])('%s', async (_who, change, expected) => {
    await serveJson({ ...EMPLOYEE, ...change });
    expect(await client.readEmployee('1001')).toEqual({
      id: '1001',
      email: 'jane.doe@example.com',
      hireDate: '2020-03-02',
      ...expected,
    });
  });

  it.each([null, '', 'none', 'jane at example.com', 7])(
    'has no e-mail where it is %j',
    async (workEmail) => {
      await serveJson({ ...EMPLOYEE, workEmail });
      expect(await client.readEmployee('1001')).toEqual({
        id: '1001',
        isActive: true,
        hireDate: '2020-03-02',
      });
    },
  );

  it('has no start where none may be seen', async () => {
    const { hireDate: _, ...rest } = EMPLOYEE;
    await serveJson(rest);
    expect(await client.readEmployee('1001')).not.toHaveProperty('hireDate');
  });

  it.each([
    [['terminationDate']],
    [['status']],
    [['workEmail']],
    [['status', 'terminationDate', 'workEmail']],
  ])('is refused without %j, which is hidden and not empty', async (hidden) => {
    const seen = Object.entries(EMPLOYEE).filter(([name]) => !hidden.includes(name));
    await serveJson(Object.fromEntries(seen));
    const { failure } = await failureOf(client.readEmployee('1001'));
    expect(failure).toMatchObject({ kind: 'refused', status: 200, code: 'fieldsHidden' });
    expect(failure.message).toBe(`HTTP 200 without ${hidden.join(', ')}.`);
  });

  it.each<[string, unknown, string]>([
    ['of another id', { ...EMPLOYEE, id: '1002' }, 'the employee asked for'],
    ['of no id', { status: 'Active' }, 'the employee asked for'],
    ['of an unknown status', { ...EMPLOYEE, status: 'Suspended' }, 'active, inactive'],
    ['with a date of another form', { ...EMPLOYEE, terminationDate: '11/27/2026' }, 'a date'],
    ['with a day that is none', { ...EMPLOYEE, terminationDate: '2026-02-30' }, 'a date'],
    ['with a date that is a number', { ...EMPLOYEE, terminationDate: 20261127 }, 'string'],
  ])('%s is not taken', async (_what, body, words) => {
    await serveJson(body);
    const { failure } = await failureOf(client.readEmployee('1001'));
    expect(failure).toMatchObject({ kind: 'unexpected', status: 200 });
    expect(failure.message).toContain(words);
    expect(failure.message).not.toMatch(/1002|Suspended|11\/27\/2026|2026-02/);
  });
});

describe('a refusal', () => {
  it("has BambooHR's words from the header, whatever the body is", async () => {
    for (const body of ['', '<html>an error</html>', '{"message":"in the body"}']) {
      await serve((_, response) => {
        response.writeHead(403, { 'X-BambooHR-Error-Message': 'You have no access.' });
        response.end(body);
      });
      const { failure } = await failureOf(client.readEmployee('1001'));
      expect(failure).toMatchObject({
        kind: 'refused',
        status: 403,
        message: 'You have no access.',
      });
      expect(failure).not.toHaveProperty('code');
      if (body !== '{"message":"in the body"}') await server.close();
    }
  });

  it('has the words of the body where there is no header', async () => {
    await serveJson({ error: { message: 'No such employee.' } }, 404);
    const { failure } = await failureOf(client.readEmployee('1001'));
    expect(failure.message).toBe('No such employee.');
  });

  it.each([401, 403, 404, 429])('may be %d and nothing else', async (status) => {
    await serve((_, response) => answerText(response, status, ''));
    expect(await codeOf(client.readEmployee('1001'))).toBe(`bamboohr.${status}`);
  });

  it('is not of BambooHR itself where a page comes without the header', async () => {
    await serve((_, response) => answerText(response, 404, '<html>no such host</html>'));
    expect(await codeOf(client.readEmployee('1001'))).toBe('bamboohr.404.unreadable');
  });

  it('hands on when to come back, and which request it was', async () => {
    await serveJson({}, 503, { 'Retry-After': '30', 'X-Request-Id': 'req-1' });
    const { exchanges, context } = recorder();
    const { failure } = await failureOf(client.readEmployee('1001', context));
    expect(failure).toMatchObject({ status: 503, retryAfter: '30', requestId: 'req-1' });
    expect(exchanges).toEqual([
      {
        provider: 'bamboohr',
        call: 'readEmployee',
        at: expect.any(String),
        durationMs: expect.any(Number),
        status: 503,
        code: 'bamboohr.503',
        requestId: 'req-1',
      },
    ]);
  });

  it.each([
    [200, '', 'bamboohr.200.unreadable'],
    [200, '<employee id="1001"/>', 'bamboohr.200.unreadable'],
    [200, '[]', 'bamboohr.200.unreadable'],
    [202, JSON.stringify(EMPLOYEE), 'bamboohr.202.unexpected'],
    [302, '', 'bamboohr.302.unreadable'],
    [500, '', 'bamboohr.500.unreadable'],
  ])('%d with %j is %s', async (status, text, code) => {
    await serve((_, response) => answerText(response, status, text));
    expect(await codeOf(client.readEmployee('1001'))).toBe(code);
  });
});
