import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import {
  createCloudflareClient,
  type CloudflareClient,
  type CloudflareSettings,
} from '../../src/providers/cloudflare/client';
import { codeOf, failureOf, recorder } from '../support/calls';
import {
  answerJson,
  answerText,
  startServer,
  type SeenRequest,
  type TestServer,
} from '../support/http-server';

const MAIL = 'jane+x@example.com';
const REVOKE = { devices: true, warpReauth: false };
const TOKEN: Partial<CloudflareSettings> = { auth: { apiToken: 'tok' }, accountId: 'acc' };
const KEY: Partial<CloudflareSettings> = { auth: { email: 'it@x', apiKey: 'k3y' }, zoneId: 'zone' };
let server: TestServer;
let client: CloudflareClient;

afterEach(() => server.close());

async function serve(
  handler: (request: SeenRequest, response: ServerResponse) => unknown,
  settings: Partial<CloudflareSettings> = TOKEN,
) {
  server = await startServer(handler);
  const apiUrl = `${server.url}/client/v4`;
  client = createCloudflareClient({
    auth: { apiToken: 'tok' },
    apiUrl,
    timeoutMs: 5_000,
    ...settings,
  });
}

const serveJson = (body: unknown, status = 200, settings = TOKEN) =>
  serve((_, response) => answerJson(response, status, body), settings);
const serveText = (status: number, text: string) =>
  serve((_, response) => answerText(response, status, text));

const errors = (...list: unknown[]) => ({
  success: false,
  errors: list,
  messages: [],
  result: null,
});

describe('revokeUser', () => {
  it('takes the account route with a token, options in query and body', async () => {
    await serveJson({ success: true, result: true }, 200, { ...TOKEN, zoneId: 'zone' });
    await client.revokeUser(MAIL, REVOKE);
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/client/v4/accounts/acc/access/organizations/revoke_user?devices=true',
      body: '{"email":"jane+x@example.com","devices":true,"warp_session_reauth":false}',
    });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer tok',
      'content-type': 'application/json',
    });
  });

  it('takes the zone route with e-mail and key, and just the e-mail in the body', async () => {
    await serveJson({ success: true, result: true }, 200, KEY);
    await client.revokeUser(MAIL, REVOKE);
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/client/v4/zones/zone/access/organizations/revoke_user',
      body: '{"email":"jane+x@example.com"}',
    });
    expect(request?.headers).toMatchObject({ 'x-auth-email': 'it@x', 'x-auth-key': 'k3y' });
    expect(request?.headers.authorization).toBeUndefined();
  });

  it.each([
    [{ success: true, result: false }],
    [{ success: false, result: true }],
    [{ success: false, result: false }],
    [{ success: true }],
    [{ success: true, result: {} }],
    [{ success: 'true', result: 'true' }],
    [{ success: 1, result: 1 }],
    [{}],
    [errors({ code: 10001, message: 'internal' })],
  ])('does not take 200 %j for done', async (body) => {
    await serveJson(body);
    const { failure } = await failureOf(client.revokeUser(MAIL, REVOKE));
    expect(failure).toMatchObject({ kind: 'refused', status: 200, code: 'notRevoked' });
  });

  it('says what the flags were and why', async () => {
    await serveJson(errors({ code: 10001, message: 'internal' }));
    const { failure } = await failureOf(client.revokeUser(MAIL, REVOKE));
    expect(failure.message).toBe('HTTP 200 with success false and result missing: internal');
  });

  it.each([
    [200, ''],
    [200, '<html>'],
    [200, '{"success":true,"result":tr'],
    [200, 'true'],
  ])('cannot read %d %j', async (status, text) => {
    await serveText(status, text);
    expect(await codeOf(client.revokeUser(MAIL, REVOKE))).toBe('cloudflare.200.unreadable');
  });

  it('takes no other status of success', async () => {
    await serveJson({ success: true, result: true }, 202);
    expect(await codeOf(client.revokeUser(MAIL, REVOKE))).toBe('cloudflare.202.unexpected');
  });
});

describe('failures', () => {
  it("carry the first error's code, every message and the error chain", async () => {
    const chain = [
      { code: 6102, message: 'Invalid format for X-Auth-Email header' },
      { code: 6103 },
    ];
    const body = errors(
      { code: 6003, message: 'Invalid request headers', error_chain: chain },
      { code: 7003, message: 'No route' },
    );
    await serve((_, response) =>
      answerJson(response, 400, body, { 'CF-Ray': '8f1e2d3c4b5a6978-FRA', 'Retry-After': '300' }),
    );
    const { exchanges, context } = recorder();
    const { failure } = await failureOf(client.revokeUser(MAIL, REVOKE, context));
    expect(failure).toEqual({
      provider: 'cloudflare',
      call: 'revokeUser',
      kind: 'refused',
      status: 400,
      code: '6003',
      message:
        'Invalid request headers (6102 Invalid format for X-Auth-Email header; 6103); No route',
      requestId: '8f1e2d3c4b5a6978-FRA',
      retryAfter: '300',
    });
    expect(exchanges).toMatchObject([{ code: 'cloudflare.400.6003', status: 400 }]);
  });

  it.each([
    [
      403,
      JSON.stringify(errors({ code: 10000, message: 'Authentication error' })),
      'cloudflare.403.10000',
    ],
    [500, JSON.stringify(errors({ code: 10001, message: 'oops' })), 'cloudflare.500.10001'],
    [429, JSON.stringify(errors({ code: 971, message: 'throttled' })), 'cloudflare.429.971'],
    [429, '<!doctype html><title>Error 1015</title>', 'cloudflare.429'],
    [429, '', 'cloudflare.429'],
    [404, JSON.stringify(errors()), 'cloudflare.404'],
    [400, '{"success":false,"errors":null}', 'cloudflare.400'],
    [400, '{"success":false,"errors":["x",{"code":7003}]}', 'cloudflare.400.7003'],
    [403, '<html>Attention Required!</html>', 'cloudflare.403.unreadable'],
    [502, '<html>Bad gateway</html>', 'cloudflare.502.unreadable'],
    [503, '{"code":1', 'cloudflare.503.unreadable'],
    [400, '[]', 'cloudflare.400.unreadable'],
    [301, '', 'cloudflare.301.unreadable'],
  ])('%d %s is %s', async (status, text, code) => {
    await serveText(status, text);
    expect(await codeOf(client.revokeUser(MAIL, REVOKE))).toBe(code);
  });
});

describe('findUser', () => {
  const user = {
    id: 'u1',
    uid: 'uid1',
    seat_uid: 's1',
    email: 'Jane+X@example.com',
    access_seat: true,
  };
  const other = { id: 'u2', email: 'jane+x@example.com.evil.test' };

  it('finds the one with this very e-mail among loose matches', async () => {
    await serveJson({ success: true, result: [other, { email: null }, null, user] });
    expect(await client.findUser(MAIL)).toEqual({
      id: 'u1',
      uid: 'uid1',
      seatUid: 's1',
      email: 'Jane+X@example.com',
    });
    expect(server.requests[0]?.url).toBe(
      '/client/v4/accounts/acc/access/users?email=jane%2Bx%40example.com',
    );
  });

  it('finds nobody where only others match', async () => {
    await serveJson({ success: true, result: [other] });
    expect(await client.findUser(MAIL)).toBeUndefined();
  });

  it.each([[{ total_pages: 3 }], [{ total_count: 70, per_page: 25 }]])(
    'looks through all pages (%j)',
    async (paging) => {
      await serve(({ url }, response) =>
        answerJson(response, 200, {
          success: true,
          result: [url.includes('page=3') ? user : other],
          result_info: paging,
        }),
      );
      expect((await client.findUser(MAIL))?.id).toBe('u1');
      expect(server.requests.length).toBe(3);
    },
  );

  it('does not say "nobody" where there was no end to the pages', async () => {
    await serveJson({ success: true, result: [other], result_info: { total_pages: 1e9 } });
    expect(await codeOf(client.findUser(MAIL))).toBe('cloudflare.200.unexpected');
    expect(server.requests.length).toBe(20);
  });

  it.each([
    [{ success: true, result: null }, 'cloudflare.200.unexpected'],
    [{ success: true, result: [{ email: 'jane+x@example.com' }] }, 'cloudflare.200.unexpected'],
    [{ success: true, result: [user, user] }, 'cloudflare.200.unexpected'],
    [{ result: [] }, 'cloudflare.200.unexpected'],
    [errors({ code: 12135, message: 'access.api.error.not_found' }), 'cloudflare.200.12135'],
  ])('takes %j for no answer', async (body, code) => {
    await serveJson(body);
    expect(await codeOf(client.findUser(MAIL))).toBe(code);
  });
});

describe('sessions and seats', () => {
  it('lists sessions', async () => {
    const session = { expiration: 1694813506, name: 'jane', metadata: { apps: {} } };
    await serveJson({ success: true, result: [session, {}] });
    expect(await client.listActiveSessions('u/1')).toEqual([{ name: 'jane' }, {}]);
    expect(server.requests[0]?.url).toBe(
      '/client/v4/accounts/acc/access/users/u%2F1/active_sessions',
    );
  });

  it('does not take an absent list for an empty one', async () => {
    await serveJson({ success: true, result: null });
    const { failure } = await failureOf(client.listActiveSessions('u1'));
    expect(failure.message).toContain('result: expected array');
  });

  it('frees a seat with an array', async () => {
    await serveJson({
      success: true,
      result: [{ seat_uid: 's1', access_seat: false, gateway_seat: false }],
    });
    await client.updateSeats('s1');
    expect(server.requests[0]).toMatchObject({
      method: 'PATCH',
      url: '/client/v4/accounts/acc/access/seats',
      body: '[{"seat_uid":"s1","access_seat":false,"gateway_seat":false}]',
    });
  });

  it('notices a seat that is still taken', async () => {
    await serveJson({
      success: true,
      result: [{ seat_uid: 's1', access_seat: true, gateway_seat: false }],
    });
    expect(await codeOf(client.updateSeats('s1'))).toBe('cloudflare.200.unexpected');
  });
});

describe('verifyToken', () => {
  const active = {
    success: true,
    result: { id: 't', status: 'active' },
    messages: [{ code: 10000 }],
  };

  it('asks the account first', async () => {
    await serveJson(active);
    expect(await client.verifyToken()).toEqual({ status: 'active' });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/client/v4/accounts/acc/tokens/verify',
    ]);
  });

  it("asks the user's route where the account does not know the token", async () => {
    await serve(({ url }, response) =>
      url.includes('/user/')
        ? answerJson(response, 200, active)
        : answerJson(response, 401, errors({ code: 1000, message: 'Invalid API Token' })),
    );
    expect(await client.verifyToken()).toEqual({ status: 'active' });
    expect(server.requests.length).toBe(2);
  });

  it('leaves an outage an outage', async () => {
    await serveText(503, '');
    expect(await codeOf(client.verifyToken())).toBe('cloudflare.503.unreadable');
    expect(server.requests.length).toBe(1);
  });

  it("asks the user's route where there is no account, and nothing for a key", async () => {
    await serveJson(active, 200, { auth: { apiToken: 'tok' }, zoneId: 'zone' });
    expect(await client.verifyToken()).toEqual({ status: 'active' });
    expect(server.requests[0]?.url).toBe('/client/v4/user/tokens/verify');
    const keyed = createCloudflareClient({
      auth: { email: 'a@b', apiKey: 'k' },
      zoneId: 'z',
      apiUrl: server.url,
    });
    expect(await keyed.verifyToken()).toEqual({ status: 'notApplicable' });
  });
});

describe('without an account id', () => {
  it('reads nothing and says so', async () => {
    await serveJson({ success: true, result: [] }, 200, KEY);
    expect(client.canRead).toBe(false);
    for (const call of [
      client.findUser(MAIL),
      client.listActiveSessions('u1'),
      client.updateSeats('s1'),
    ]) {
      expect(await codeOf(call)).toBe('cloudflare.noAccountId');
    }
    expect(server.requests).toEqual([]);
  });

  it('and without a zone id there is no client', async () => {
    await serveJson({});
    expect(() => createCloudflareClient({ auth: { apiToken: 'tok' } })).toThrow(/account id/);
  });
});
