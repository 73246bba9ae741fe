import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { createBambooClient } from '../../src/providers/bamboohr/client';
import { createCloudflareClient } from '../../src/providers/cloudflare/client';
import { createGustoClient } from '../../src/providers/gusto/client';
import { createBobClient } from '../../src/providers/hibob/client';
import type { HrApi } from '../../src/providers/hr/api';
import { failureOf, recorder } from '../support/calls';
import { startServer, type SeenRequest, type TestServer } from '../support/http-server';
import { CREDENTIALS, issueToken, startZoom } from '../support/zoom-server';

const USER = 'jane.doe@example.com';
const PASSWORD = 'K$9-vR_w2#"Zq8!mLx4&Tb6'; // with what JSON and URLs escape
const ACCESS_TOKEN = 'not-a-jwt.AbC+dEf/GhI=';
const API_TOKEN = 'cf "token" of mine';
const API_KEY = 'c2547eb745079dac9320b638f5e225cf483cc';
const { clientId, clientSecret } = CREDENTIALS;
const HR_SECRET = 'bamboo "and" bob\'s & gusto\'s, é';
const basic = (user: string, password: string) =>
  Buffer.from(`${user}:${password}`).toString('base64');
const HR: [string, string, string[], (apiUrl: string) => HrApi][] = [
  [
    'BambooHR',
    '1001',
    [HR_SECRET, basic(HR_SECRET, 'x')],
    (apiUrl) => createBambooClient({ apiKey: HR_SECRET, apiUrl, timeoutMs: 200 }),
  ],
  [
    'HiBob',
    '1001',
    [HR_SECRET, basic('SERVICE-1', HR_SECRET)],
    (apiUrl) =>
      createBobClient({ serviceUserId: 'SERVICE-1', token: HR_SECRET, apiUrl, timeoutMs: 200 }),
  ],
  [
    'Gusto',
    '7b1d0df1-6403-4a06-8768-c1dd7d24d001',
    [API_TOKEN],
    (apiUrl) => createGustoClient({ token: API_TOKEN, apiUrl, timeoutMs: 200 }),
  ],
];
const CLIENT_SECRETS = [
  clientSecret,
  Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
];

type Answer = (request: SeenRequest, response: ServerResponse, secrets: string[]) => unknown;

/** Whatever the request held comes back, in every place that ends up in an error. */
const echo =
  (status: number, bodyOf: (text: string) => unknown): Answer =>
  ({ method, url, headers, body }, response, secrets) => {
    const words = secrets.join(' ');
    const header = {
      ...{ 'x-zm-trackingid': words, 'cf-ray': words, 'x-request-id': words },
      ...{ 'x-bamboohr-error-message': words, 'retry-after': words },
    };
    response.writeHead(status, { ...header, location: `/?${words}` });
    const answer = bodyOf(`${words} ${method} ${url} ${JSON.stringify(headers)} ${body}`);
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  };

const ANSWERS: [string, Answer][] = [
  ['an error', echo(400, (message) => ({ code: 300, message, errors: [{ code: 1, message }] }))],
  ['an error of OAuth', echo(400, (reason) => ({ reason, error: clientSecret, title: reason }))],
  [
    '200 with an error',
    echo(200, (message) => ({ code: 300, message, success: false, errors: [{ message }] })),
  ],
  [
    'JSON of another shape',
    echo(200, (text) => ({ [text]: text, id: { text }, success: true, result: { [text]: text } })),
  ],
  ['ruins of JSON', echo(400, (text) => `{"code":104,"message":"${text}`)],
  ['a page of HTML', echo(500, (text) => `<html>${text}</html>`)],
  ['text', echo(502, (text) => text)],
  ['too much', echo(400, (text) => text.repeat(10_000))],
  ['a redirect', echo(302, () => '')],
  ['a reset', (_, response) => response.socket?.resetAndDestroy()],
  ['half of a body', (_, response) => response.writeHead(200).write('{', () => response.destroy())],
  ['nothing', () => undefined],
];

function expectNone(secrets: string[], ...things: object[]): void {
  for (const thing of things) {
    const texts = [
      JSON.stringify(thing),
      JSON.stringify(thing, [...Object.getOwnPropertyNames(thing), 'code', 'retryAfter']),
      inspect(thing, { depth: Infinity, showHidden: true }),
      (thing as Error).stack ?? '',
      (thing as Error).message,
    ].join('\n');
    for (const secret of secrets) {
      expect(texts).not.toContain(secret);
      expect(texts).not.toContain(encodeURIComponent(secret));
      expect(texts).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(thing).not.toHaveProperty('cause');
    expect(texts).not.toMatch(/AxiosError|authorization["']?: *["']?(?!\[redacted)/i);
  }
}

describe('no error and no exchange holds a secret, a header or a body', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it.each(ANSWERS)('Zoom answers with %s', async (_, answer) => {
    const secrets = [...CLIENT_SECRETS, ACCESS_TOKEN, PASSWORD];
    const zoom = await startZoom(
      {
        api: (request, response) => answer(request, response, secrets),
        oauth: issueToken({ access_token: ACCESS_TOKEN }),
      },
      // The token comes first, and in time.
      { timeoutMs: 1_000 },
    );
    server = zoom;
    const { exchanges, context } = recorder();
    const error = await failureOf(zoom.client.updatePassword(USER, PASSWORD, context));
    expectNone(secrets, error, exchanges);
    expect(error.failure.message.length).toBeLessThanOrEqual(300);
    expect(exchanges.length).toBe(2);
  });

  it.each(ANSWERS)("Zoom's OAuth server answers with %s", async (_, answer) => {
    const zoom = await startZoom(
      {
        api: () => undefined,
        oauth: (request, response) => answer(request, response, CLIENT_SECRETS),
      },
      { timeoutMs: 200 },
    );
    server = zoom;
    const { exchanges, context } = recorder();
    const error = await failureOf(zoom.client.tokenScopes(context));
    expectNone(CLIENT_SECRETS, error, exchanges);
  });

  it.each(ANSWERS)('Cloudflare answers with %s', async (_, answer) => {
    let secret = '';
    server = await startServer((request, response) => answer(request, response, [secret]));
    for (const auth of [{ apiToken: API_TOKEN }, { email: 'it@example.com', apiKey: API_KEY }]) {
      secret = auth.apiToken ?? auth.apiKey;
      const { exchanges, context } = recorder();
      const client = createCloudflareClient({
        apiUrl: server.url,
        timeoutMs: 200,
        accountId: 'acc',
        auth,
      });
      const revoke = client.revokeUser(USER, { devices: true, warpReauth: true }, context);
      expectNone([secret], await failureOf(revoke), exchanges);
      expectNone([secret], await failureOf(client.listActiveSessions('u1', context)), exchanges);
    }
  });

  describe.each(HR)('%s', (_provider, id, secrets, connect) => {
    it.each(ANSWERS)('answers with %s', async (_, answer) => {
      server = await startServer((request, response) => answer(request, response, secrets));
      const { exchanges, context } = recorder();
      const error = await failureOf(connect(server.url).readEmployee(id, context));
      expectNone(secrets, error, exchanges);
      expect(error.failure.message.length).toBeLessThanOrEqual(300);
      expect(exchanges.length).toBe(1);
    });
  });
});
