import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulators } from '../../src/simulator';
import {
  client,
  GOOD_PASSWORD,
  inShort,
  JANE,
  mintToken,
  simulators,
  stopSimulators,
  zoomClient,
} from './clients';

describe("Zoom's server-to-server tokens", () => {
  let all: Simulators;
  beforeEach(async () => {
    all = await simulators();
  });
  afterEach(stopSimulators);

  it('issues one for the right credentials', async () => {
    const { status, data } = await mintToken(all);
    expect(status).toBe(200);
    expect(data).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
      scope: expect.stringContaining('user:update:status:admin'),
    });
  });

  it.each([
    ['a wrong secret', { password: 'wrong' }, {}, 'invalid_client'],
    ['another grant', {}, { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    ['no grant', {}, { grant_type: undefined }, 'invalid_request'],
    ['no account', {}, { account_id: undefined }, 'invalid_request'],
    ['another account', {}, { account_id: 'somebody-else' }, 'invalid_grant'],
  ])('refuses %s in its own shape', async (_what, auth, form, error) => {
    const { accountId, clientId, clientSecret } = all.zoom.credentials;
    const fields = { grant_type: 'account_credentials', account_id: accountId, ...form };
    const given = new URLSearchParams();
    for (const [key, value] of Object.entries(fields)) if (value) given.set(key, value);
    const answer = await client('').post(all.zoom.oauthUrl, given, {
      auth: { username: clientId, password: clientSecret, ...auth },
    });
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual({ reason: expect.any(String), error });
  });

  it('refuses calls without a token and with one it never issued', async () => {
    for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
      const answer = await client(all.zoom.apiUrl, headers).get(`/users/${JANE}`);
      expect(answer.status).toBe(401);
      expect(answer.data).toEqual({ code: 124, message: 'Invalid access token.' });
    }
  });

  it('refuses a token that has run out, saying so', async () => {
    all.zoom.settings.tokenLifetimeSeconds = 0.001;
    const zoom = await zoomClient(all);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const answer = await zoom.get(`/users/${JANE}`);
    expect(answer.status).toBe(401);
    expect(answer.data).toEqual({ code: 124, message: 'Access token is expired.' });
  });

  it('lets several tokens live, unless it is told to end the older ones', async () => {
    const first = await zoomClient(all);
    await zoomClient(all);
    expect(inShort(await first.get(`/users/${JANE}`))).toBe('200');
    all.zoom.settings.newTokenRevokesOlder = true;
    const last = await zoomClient(all);
    expect(inShort(await first.get(`/users/${JANE}`))).toBe('401/124');
    expect(inShort(await last.get(`/users/${JANE}`))).toBe('200');
    all.zoom.revokeAccessTokens();
    expect(inShort(await last.get(`/users/${JANE}`))).toBe('401/124');
  });

  it.each([
    ['getUser', 'GET', `/users/${JANE}`, 'user:read:admin, user:read:user:admin'],
    ['revokeToken', 'DELETE', `/users/${JANE}/token`, 'user:write:admin, user:delete:token:admin'],
    ['updateStatus', 'PUT', `/users/${JANE}/status`, 'user:write:admin, user:update:status:admin'],
    [
      'updatePassword',
      'PUT',
      `/users/${JANE}/password`,
      'user:write:admin, user:update:password:admin',
    ],
    ['updateUser', 'PATCH', `/users/${JANE}`, 'user:write:admin, user:update:user:admin'],
    ['unassignRole', 'DELETE', '/roles/1/members/x', 'role:write:admin, role:delete:member:admin'],
    ['assignRole', 'POST', '/roles/1/members', 'role:write:admin, role:write:member:admin'],
    [
      'getSecuritySettings',
      'GET',
      '/accounts/me/settings?option=security',
      'account:read:admin, account:read:settings:admin',
    ],
    [
      'listLiveMeetings',
      'GET',
      `/users/${JANE}/meetings?type=live`,
      'meeting:read:admin, meeting:read:list_meetings:admin',
    ],
    [
      'endMeeting',
      'PUT',
      '/meetings/85012345678/status',
      'meeting:write:admin, meeting:update:status:admin',
    ],
  ])('names the scope that %s lacks', async (call, method, url, scopes) => {
    all.zoom.settings.scopes = ['nothing:at:all'];
    const zoom = await zoomClient(all);
    const answer = await zoom.request({ method, url, data: {} });
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual({
      code: 4711,
      message: `Invalid access token, does not contain scopes:[${scopes}].`,
    });
    expect(all.zoom.requests({ call }).map(({ code }) => code)).toEqual([4711]);
  });

  it('takes the client secret before too, while it is rotated', async () => {
    const { clientSecret } = all.zoom.credentials;
    all.zoom.settings.clientSecrets = ['the-next-one', clientSecret];
    expect((await mintToken(all)).status).toBe(200);
    all.zoom.settings.clientSecrets = ['the-next-one'];
    expect((await mintToken(all)).data).toMatchObject({ error: 'invalid_client' });
  });

  it('takes the granular scope alone', async () => {
    all.zoom.settings.scopes = ['user:update:password:admin'];
    const zoom = await zoomClient(all);
    const password = GOOD_PASSWORD;
    expect(inShort(await zoom.put(`/users/${JANE}/password`, { password }))).toBe('204');
    expect(inShort(await zoom.delete(`/users/${JANE}/token`))).toBe('400/4711');
  });
});
