import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { ZoomClient } from '../../src/providers/zoom/client';
import { codeOf, failureOf, recorder } from '../support/calls';
import { answerJson, answerText, type SeenRequest } from '../support/http-server';
import { startZoom, USER, type ZoomServer } from '../support/zoom-server';

const MAIL = 'jane.doe@example.com';
let zoom: ZoomServer;

afterEach(() => zoom.close());

const serve = async (api: (request: SeenRequest, response: ServerResponse) => unknown) =>
  (zoom = await startZoom({ api }));

const serveText = (status: number, text: string) =>
  serve((_, response) => answerText(response, status, text));

const serveJson = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  serve((_, response) => answerJson(response, status, body, headers));

describe('requests', () => {
  it.each<[string, string, unknown, (client: ZoomClient, user: string) => Promise<unknown>]>([
    ['DELETE /v2/users/:user/token', '', 204, (client, user) => client.revokeToken(user)],
    [
      'PUT /v2/users/:user/status',
      '{"action":"deactivate"}',
      204,
      (client, user) => client.updateStatus(user, 'deactivate'),
    ],
    [
      'PUT /v2/users/:user/status',
      '{"action":"activate"}',
      200,
      (client, user) => client.updateStatus(user, 'activate'),
    ],
    [
      'PUT /v2/users/:user/password',
      '{"password":"p\\"w"}',
      204,
      (client, user) => client.updatePassword(user, 'p"w'),
    ],
    [
      'PATCH /v2/users/:user',
      '{"type":2}',
      204,
      (client, user) => client.updateUser(user, { type: 2 }),
    ],
    ['DELETE /v2/roles/1/members/:user', '', 204, (client, user) => client.unassignRole('1', user)],
    [
      'POST /v2/roles/1/members',
      '{"members":[{"id":"R"}]}',
      201,
      (client, user) => client.assignRole('1', user),
    ],
    [
      'PUT /v2/meetings/85746065/status',
      '{"action":"end"}',
      204,
      (client) => client.endMeeting('85746065'),
    ],
  ])('%s %s', async (line, body, status, call) => {
    await serveText(Number(status), '');
    const user = 'zoë+a/b%c@example.com';
    await call(zoom.client, user);
    const [request] = zoom.calls();
    expect(`${request?.method} ${request?.url}`).toBe(
      line.replace(':user', encodeURIComponent(user)),
    );
    expect(request?.body).toBe(body.replace('"R"', JSON.stringify(user)));
    expect(request?.headers.authorization).toBe('Bearer token-1');
  });

  it.each([[''], ['me'], ['ME'], ['.'], ['..'], [' jane'], ['\ud800']])(
    'sends nothing for the user %j',
    async (user) => {
      await serveText(204, '');
      const { failure } = await failureOf(zoom.client.updateStatus(user, 'deactivate'));
      expect(failure).toMatchObject({ kind: 'refused', call: 'updateStatus', code: 'invalidUser' });
      expect(zoom.requests).toEqual([]);
    },
  );
});

describe('calls whose success says nothing', () => {
  it.each([
    [204, ''],
    [200, ''],
    [200, '""'],
    [200, '{}'],
    [200, 'null'],
    [200, ' \r\n'],
    [200, '{"code":0}'],
  ])('take %d %j for success', async (status, text) => {
    await serveText(status, text);
    await zoom.client.updateStatus(MAIL, 'deactivate');
  });

  it.each([
    [200, '<html><body>Sign in to the network</body></html>', 'zoom.200.unreadable'],
    [200, '{"code":', 'zoom.200.unreadable'],
    [200, '{"code":200,"message":"Only available for paid accounts."}', 'zoom.200.200'],
    [200, '{"code":"1010"}', 'zoom.200.1010'],
    [200, '{"status":"ok"}', 'zoom.200.unexpected'],
    [200, '[]', 'zoom.200.unexpected'],
    [200, 'true', 'zoom.200.unexpected'],
    [202, '', 'zoom.202.unexpected'],
    [302, '', 'zoom.302.unreadable'],
  ])('do not take %d %j for success', async (status, text, code) => {
    await serveText(status, text);
    expect(await codeOf(zoom.client.revokeToken(MAIL))).toBe(code);
  });
});

describe('failures', () => {
  it('carry code, words, fields, request id and Retry-After', async () => {
    const headers = { 'x-zm-trackingid': 'WEB_1', 'Retry-After': '2026-01-31T00:00:00Z' };
    const errors = [{ field: 'password', message: 'Too short.' }];
    await serveJson(400, { code: 300, message: 'Validation Failed.', errors }, headers);
    const { exchanges, context } = recorder();
    const error = await failureOf(zoom.client.updatePassword(MAIL, 'x', context));
    expect(error.failure).toEqual({
      provider: 'zoom',
      call: 'updatePassword',
      kind: 'refused',
      status: 400,
      code: '300',
      message: 'Validation Failed. Too short. (password)',
      requestId: 'WEB_1',
      retryAfter: '2026-01-31T00:00:00Z',
    });
    expect(error.message).toBe(
      'zoom.400.300 at updatePassword: Validation Failed. Too short. (password)',
    );
    expect(exchanges).toMatchObject([
      { call: 'issueToken', status: 200 },
      { call: 'updatePassword', status: 400, code: 'zoom.400.300', requestId: 'WEB_1' },
    ]);
  });

  it.each([
    [404, '{"code":1001,"message":"User does not exist: jane."}', 'zoom.404.1001'],
    [400, '{"code":"1120"}', 'zoom.400.1120'],
    [403, '{"message":"Access to the Zoom REST API has been denied"}', 'zoom.403'],
    [429, '{"code":429,"message":"daily rate limit"}', 'zoom.429.429'],
    [429, '<html>', 'zoom.429'],
    [429, '', 'zoom.429'],
    [500, '', 'zoom.500.unreadable'],
    [502, '<!DOCTYPE html><html>', 'zoom.502.unreadable'],
    [503, 'upstream connect error', 'zoom.503.unreadable'],
    [400, '"124"', 'zoom.400.unreadable'],
    [404, '{"code":10', 'zoom.404.unreadable'],
    [404, '{"code":1001,"mess', 'zoom.404.1001'],
    [400, '[{"code":1}]', 'zoom.400.1'],
  ])('%d %j is %s', async (status, text, code) => {
    await serveText(status, text);
    expect(await codeOf(zoom.client.updateStatus(MAIL, 'deactivate'))).toBe(code);
  });

  it.each([
    [
      '{"code":104,"message":"Invalid access token, does not contain scopes:["user:write:admin"]."}',
    ],
    [
      '{"code" : 104, "message":"Invalid access token, does not contain scopes:["user:write:admin"].',
    ],
    [
      '{"message":"Invalid access token, does not contain scopes:["user:write:admin"].","code":104}',
    ],
  ])('finds code and scope in the ruins of JSON: %s', async (text) => {
    await serveText(400, text);
    const { failure } = await failureOf(zoom.client.getUser(MAIL));
    expect(failure).toMatchObject({ kind: 'refused', status: 400, code: '104' });
    expect(failure.message).toContain('does not contain scopes:["user:write:admin"].');
    expect(failure.message).not.toContain('"code');
  });
});

describe('getUser', () => {
  it('reads what the engine needs', async () => {
    await serveJson(200, USER);
    expect(await zoom.client.getUser(MAIL)).toEqual({
      id: 'KdYKjnimT4KPd8FFgQt9FQ',
      email: 'Jane.Doe@example.com',
      status: 'active',
      type: 2,
      roleId: '1',
      roleName: 'Admin',
      loginTypes: [100, 101],
      firstName: 'Jane',
      lastName: 'Doe',
      accountId: 'account-1',
    });
  });

  it('does without what may be absent, null or odd', async () => {
    const { id, email } = USER;
    const odd = { first_name: 7, last_name: '', login_types: null, role_id: 0 };
    await serveJson(200, { id, email, status: 'inactive', type: 1, ...odd });
    const user = { id, email, status: 'inactive', type: 1, loginTypes: [], roleId: '0' };
    expect(await zoom.client.getUser(id)).toEqual(user);
  });

  it('says how an answer differs without saying what it holds', async () => {
    const text = { ...USER, id: 4711, status: 'on leave because of illness', type: 'two' };
    await serveJson(200, text);
    const { failure } = await failureOf(zoom.client.getUser(MAIL));
    expect(failure).toMatchObject({ kind: 'unexpected', status: 200 });
    expect(failure.message).toBe(
      'HTTP 200 with an answer other than documented (id: expected string; ' +
        'status: expected one of pending, active, inactive; type: expected number).',
    );
  });

  it('refuses an answer about somebody else', async () => {
    await serveJson(200, USER);
    expect(await codeOf(zoom.client.getUser('john.roe@example.com'))).toBe('zoom.200.unexpected');
  });

  it.each([[''], ['""'], ['<html>']])('does not take 200 %j for a user', async (text) => {
    await serveText(200, text);
    expect((await failureOf(zoom.client.getUser(MAIL))).failure.status).toBe(200);
  });
});

describe('getPasswordRequirement', () => {
  it.each([
    [
      {
        minimum_password_length: 14,
        have_special_character: true,
        consecutive_characters_length: 4,
      },
      { minimumLength: 14, specialCharacter: true, consecutiveCharactersLength: 4 },
    ],
    [
      {
        minimum_password_length: 0,
        have_special_character: false,
        consecutive_characters_length: 0,
      },
      {},
    ],
    [undefined, undefined],
  ])('reads %j', async (password_requirement, requirement) => {
    await serveJson(200, { security: { password_requirement, admin_change_name_pic: true } });
    expect(await zoom.client.getPasswordRequirement()).toEqual(requirement);
    expect(zoom.calls()[0]?.url).toBe('/v2/accounts/me/settings?option=security');
  });

  it('fails with the code of an unpaid account', async () => {
    await serveJson(200, { code: 200, message: 'Only available for paid accounts.' });
    const { failure } = await failureOf(zoom.client.getPasswordRequirement());
    expect(failure).toMatchObject({ kind: 'refused', call: 'getSecuritySettings', code: '200' });
  });
});

describe('listLiveMeetings', () => {
  it('gathers the ids of all pages as text', async () => {
    await serve(({ url }, response) =>
      url.includes('next_page_token=p2')
        ? answerJson(response, 200, { meetings: [{ id: '3' }], next_page_token: '' })
        : answerJson(response, 200, {
            meetings: [{ id: 85746065 }, { id: 2 }],
            next_page_token: 'p2',
          }),
    );
    const meetings = await zoom.client.listLiveMeetings(MAIL);
    expect(meetings).toEqual([{ id: '85746065' }, { id: '2' }, { id: '3' }]);
    expect(zoom.calls()[0]?.url).toMatch(
      /^\/v2\/users\/jane\.doe%40example\.com\/meetings\?type=live&/,
    );
  });

  it('ends where the pages do not', async () => {
    await serveJson(200, { meetings: [{ id: 1 }], next_page_token: 'again' });
    expect((await zoom.client.listLiveMeetings(MAIL)).length).toBe(10);
  });
});
