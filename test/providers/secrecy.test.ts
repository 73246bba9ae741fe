import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { createCloudflareClient } from '../../src/providers/cloudflare/client';
import { failureOf, recorder } from '../support/calls';
import { startServer, type SeenRequest, type TestServer } from '../support/http-server';
import { CREDENTIALS, startZoom } from '../support/zoom-server';

const PASSWORD = 'K$9-vR_w2#"Zq8!mLx4&Tb6'; // with what JSON and URLs escape
const ACCESS_TOKEN = 'not-a-jwt.AbC+dEf/GhI=';
const API_TOKEN = 'cf "token" of mine';
const API_KEY = 'c2547eb745079dac9320b638f5e225cf483cc';
const { clientId, clientSecret } = CREDENTIALS;
const BASIC = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
const SECRETS = [PASSWORD, ACCESS_TOKEN, API_TOKEN, API_KEY, clientSecret, BASIC];

/** Whatever the request holds comes back, in every place that ends up in an error. */
const everything = ({ method, url, headers, body }: SeenRequest) =>
  `${method} ${url} ${JSON.stringify(headers)} ${body} ${SECRETS.join(' ')}`;

type Answer = (request: SeenRequest, response: ServerResponse) => unknown;
const echoHeaders = {
  'x-zm-trackingid': `${ACCESS_TOKEN} ${clientSecret}`,
  'cf-ray': `${API_KEY} ${API_TOKEN}`,
  'retry-after': `${ACCESS_TOKEN} ${API_KEY} ${API_TOKEN} ${clientSecret}`,
};
const echo =
  (status: number, bodyOf: (text: string) => unknown): Answer =>
  (request, response) => {
    response.writeHead(status, echoHeaders);
    const body = bodyOf(everything(request));
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const ANSWERS: [string, Answer][] = [
  [
    'an error that echoes the request',
    echo(400, (message) => ({ code: 300, message, errors: [{ code: 1, message }] })),
  ],
  ['an OAuth error', echo(400, (reason) => ({ reason, error: clientSecret }))],
  [
    '200 with an error object',
    echo(200, (message) => ({
      code: 300,
      message,
      success: false,
      errors: [{ code: 1, message }],
    })),
  ],
  [
    'JSON of another shape',
    echo(200, (text) => ({ [text]: text, id: { text }, success: true, result: { [text]: text } })),
  ],
  ['ruins of JSON', echo(400, (text) => `{"code":104,"message":"${text}`)],
  ['HTML', echo(500, (text) => `<html>${text}</html>`)],
  ['text', echo(502, (text) => text)],
  ['too much', echo(400, (text) => text.repeat(3_000))],
  [
    'a redirect',
    (request, response) =>
      response
        .writeHead(302, { location: `/?${everything(request).replace(/[^\x20-\x7e]/g, '')}` })
        .end(),
  ],
  ['a reset', (_, response) => response.socket?.resetAndDestroy()],
  [
    'half of a body',
    (_, response) => {
      response.writeHead(200, { 'content-length': '99' });
      response.write('{');
      setTimeout(() => response.destroy(), 5);
    },
  ],
  ['a timeout', () => undefined],
];

function expectNoSecret(...things: unknown[]): void {
  for (const thing of things) {
    const error = thing as Error;
    const texts = [
      JSON.stringify(thing),
      JSON.stringify(thing, Object.getOwnPropertyNames(thing)),
      inspect(thing, { depth: Infinity, showHidden: true }),
      String(thing),
      error.stack ?? '',
      String(error.cause ?? ''),
    ].join('\n');
    for (const secret of SECRETS) {
      expect(texts).not.toContain(secret);
      expect(texts).not.toContain(encodeURIComponent(secret));
      expect(texts).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(texts).not.toMatch(/authorization["': ]/i);
  }
}

describe('no error and no exchange holds a secret, a header or a body', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it.each(ANSWERS)('Zoom answers with %s', async (_, answer) => {
    const oauth: Answer = (_request, response) => {
      response.end(JSON.stringify({ access_token: ACCESS_TOKEN, expires_in: 3600 }));
    };
    const zoom = (server = await startZoom({ api: answer, oauth }, { timeoutMs: 100 }));
    const { exchanges, context } = recorder();
    const user = 'jane.doe@example.com';
    const calls = [
      zoom.client.updatePassword(user, PASSWORD, context),
      zoom.client.getUser(user, context),
    ];
    for (const call of calls) {
      const error = await failureOf(call);
      expectNoSecret(error, exchanges);
      expect(error.failure.message.length).toBeLessThanOrEqual(300);
      expect(error.cause).toBeUndefined();
    }
    expect(exchanges.length).toBe(3);
  });

  it.each(ANSWERS)("Zoom's OAuth server answers with %s", async (_, answer) => {
    const zoom = await startZoom({ api: () => undefined, oauth: answer }, { timeoutMs: 100 });
    server = zoom;
    const { exchanges, context } = recorder();
    expectNoSecret(await failureOf(zoom.client.tokenScopes(context)), exchanges);
  });

  it.each(ANSWERS)('Cloudflare answers with %s', async (_, answer) => {
    server = await startServer(answer);
    const settings = { apiUrl: server.url, timeoutMs: 100, accountId: 'acc' };
    const { exchanges, context } = recorder();
    for (const auth of [{ apiToken: API_TOKEN }, { email: 'it@example.com', apiKey: API_KEY }]) {
      const client = createCloudflareClient({ ...settings, auth });
      const revoke = client.revokeUser(
        'jane@example.com',
        { devices: true, warpReauth: true },
        context,
      );
      expectNoSecret(await failureOf(revoke), exchanges);
      expectNoSecret(await failureOf(client.listActiveSessions('u1', context)), exchanges);
    }
  });
});
