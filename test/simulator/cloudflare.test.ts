import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { LEAVERS_LIST_ID, type Simulators } from '../../src/simulator';
import { client, cloudflareClient, inShort, JANE, simulators, stopSimulators } from './clients';

describe("Cloudflare's calls", () => {
  let all: Simulators;
  let cloudflare: AxiosInstance;
  let account: string;
  let zone: string;
  const sessions = () => all.cloudflare.user(JANE)?.sessions;
  const revoke = (path: string, body: object = { email: JANE }) =>
    cloudflare.post(`${path}/access/organizations/revoke_user`, body);

  beforeAll(async () => {
    all = await simulators();
    account = `/accounts/${all.cloudflare.credentials.accountId}`;
    zone = `/zones/${all.cloudflare.credentials.zoneId}`;
    cloudflare = cloudflareClient(all);
  });
  beforeEach(() => all.cloudflare.reset());
  afterAll(stopSimulators);

  it('ends all sessions on both routes, and is no ban', async () => {
    expect(sessions()).toBe(2);
    for (const path of [zone, account]) {
      const answer = await revoke(path);
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ result: true, success: true });
      expect(sessions()).toBe(0);
      all.cloudflare.signIn(JANE);
      expect(sessions()).toBe(1);
    }
    all.cloudflare.addUser({ email: JANE, idpAllows: false });
    expect(() => all.cloudflare.signIn(JANE)).toThrow(/no longer lets jane/);
  });

  it('revokes devices and asks WARP to sign in again, on the account route only', async () => {
    const body = { email: JANE, devices: true, warp_session_reauth: true };
    await revoke(zone, body);
    expect(all.cloudflare.user(JANE)).toMatchObject({
      active_device_count: 2,
      warpReauthRequired: false,
    });
    await revoke(account, body);
    expect(all.cloudflare.user(JANE)).toMatchObject({
      active_device_count: 0,
      warpReauthRequired: true,
    });
    all.cloudflare.reset();
    await cloudflare.post(`${account}/access/organizations/revoke_user?devices=true`, {
      email: JANE,
    });
    expect(all.cloudflare.user(JANE)?.active_device_count).toBe(0);
  });

  it('answers an unknown e-mail as it is set to', async () => {
    const ask = () => revoke(account, { email: 'nobody@example.com' });
    const refused = await ask();
    expect(refused.status).toBe(404);
    expect(refused.data).toEqual({
      success: false,
      errors: [{ code: 12135, message: 'access.api.error.not_found' }],
      messages: [],
      result: null,
    });
    all.cloudflare.settings.unknownEmail = 'resultTrue';
    expect((await ask()).data).toEqual({ result: true, success: true });
    all.cloudflare.settings.unknownEmail = 'resultFalse';
    expect((await ask()).data).toEqual({ result: false, success: true });
  });

  it('refuses a body without an e-mail', async () => {
    expect(inShort(await revoke(account, { mail: JANE }))).toBe('400/12130');
    expect(sessions()).toBe(2);
  });

  it('finds a user by e-mail and lists the sessions that are left', async () => {
    const found = await cloudflare.get(`${account}/access/users?email=${encodeURIComponent(JANE)}`);
    expect(found.data).toMatchObject({
      success: true,
      result: [{ email: JANE, access_seat: true, gateway_seat: true, active_device_count: 2 }],
      result_info: { count: 1 },
    });
    const { id } = all.cloudflare.user(JANE) ?? { id: '' };
    const list = () =>
      cloudflare.get<{ result: object[] }>(`${account}/access/users/${id}/active_sessions`);
    expect((await list()).data.result).toHaveLength(2);
    expect((await list()).data.result[0]).toEqual({
      expiration: expect.any(Number),
      name: expect.any(String),
      metadata: expect.objectContaining({ apps: {} }),
    });
    await revoke(account);
    expect((await list()).data.result).toEqual([]);
    const none = await cloudflare.get(`${account}/access/users?email=nobody@example.com`);
    expect(none.data).toMatchObject({ success: true, result: [] });
    expect(inShort(await cloudflare.get(`${account}/access/users/nope/active_sessions`))).toBe(
      '404/12135',
    );
  });

  it('frees a seat without ending a session', async () => {
    const { seat_uid } = all.cloudflare.user(JANE) ?? { seat_uid: '' };
    const change = { seat_uid, access_seat: false, gateway_seat: false };
    const seats = (body: unknown) => cloudflare.patch(`${account}/access/seats`, body);
    expect((await seats([change])).data).toMatchObject({ success: true, result: [change] });
    expect(all.cloudflare.user(JANE)).toMatchObject({ access_seat: false, sessions: 2 });
    expect(inShort(await seats(change))).toBe('400/12130');
    expect(inShort(await seats([{ ...change, seat_uid: 'nope' }]))).toBe('404/12135');
    expect(all.cloudflare.requests({ call: 'updateSeats' }).map(({ user }) => user)).toEqual([
      JANE,
      undefined,
      undefined,
    ]);
  });

  it('revokes registrations by id', async () => {
    all.cloudflare.settings.permissions = ['Zero Trust Write'];
    const [first = '', second = ''] = all.cloudflare.user(JANE)?.registrations ?? [];
    const send = (query: string) =>
      cloudflare.post(`${account}/devices/registrations/revoke${query}`);
    expect(inShort(await send(''))).toBe('400/12130');
    expect(inShort(await send('?id=nope'))).toBe('404/12135');
    expect(inShort(await send(`?id=${first}&id=${second}`))).toBe('200');
    expect(all.cloudflare.user(JANE)?.active_device_count).toBe(0);
  });

  it("keeps the leavers' list, up to 1,000 entries", async () => {
    all.cloudflare.settings.permissions = ['Zero Trust Write'];
    const patch = (body: object, id = LEAVERS_LIST_ID) =>
      cloudflare.patch(`${account}/gateway/lists/${id}`, body);
    const added = await patch({ append: [{ value: JANE, description: 'left' }] });
    expect(added.data).toMatchObject({ success: true, result: { count: 1 } });
    expect((await patch({ append: [], remove: [JANE] })).data).toMatchObject({
      result: { count: 0 },
    });
    const many = Array.from({ length: 1_001 }, (_, index) => ({ value: `u${index}@example.com` }));
    expect(inShort(await patch({ append: many }))).toBe('400/12130');
    expect(inShort(await patch({ append: 'x' }))).toBe('400/12130');
    expect(inShort(await patch({}, 'nope'))).toBe('404/12135');
  });

  it.each(['/user/tokens/verify', 'account'])('verifies the token at %s', async (path) => {
    const url = path === 'account' ? `${account}/tokens/verify` : path;
    const verify = () => cloudflare.get(url);
    expect((await verify()).data).toMatchObject({ success: true, result: { status: 'active' } });
    all.cloudflare.settings.tokenStatus = 'expired';
    expect((await verify()).data).toMatchObject({ success: true, result: { status: 'expired' } });
    expect(inShort(await revoke(account))).toBe('403/10000');
    const wrong = client(all.cloudflare.apiUrl, { authorization: 'Bearer wrong' });
    expect(inShort(await wrong.get(url))).toBe('401/1000');
  });

  it('tells when the token expires, where it does', async () => {
    const verify = async () => (await cloudflare.get('/user/tokens/verify')).data as unknown;
    expect(await verify()).not.toMatchObject({ result: { expires_on: expect.anything() } });
    all.cloudflare.settings.tokenExpiresOn = '2031-01-01T00:00:00Z';
    expect(await verify()).toMatchObject({ result: { expires_on: '2031-01-01T00:00:00Z' } });
  });

  it('takes several tokens, while one is changed for another', async () => {
    const { apiToken } = all.cloudflare.credentials;
    all.cloudflare.settings.apiTokens = ['the-next-one', apiToken];
    expect(inShort(await revoke(account))).toBe('200');
    all.cloudflare.settings.apiTokens = ['the-next-one'];
    expect(inShort(await revoke(account))).toBe('403/10000');
  });

  it('tells account-owned tokens from those of a user', async () => {
    all.cloudflare.settings.tokenOwner = 'account';
    expect(inShort(await cloudflare.get('/user/tokens/verify'))).toBe('400/1001');
    all.cloudflare.settings.tokenOwner = 'user';
    expect(inShort(await cloudflare.get(`${account}/tokens/verify`))).toBe('401/1000');
  });
});
