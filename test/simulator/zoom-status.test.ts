import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import type { Simulators } from '../../src/simulator';
import { inShort, JANE, simulators, stopSimulators, zoomClient } from './clients';

describe("Zoom's status and session calls", () => {
  let all: Simulators;
  let zoom: AxiosInstance;
  const setStatus = (user: string, action: string) =>
    zoom.put(`/users/${encodeURIComponent(user)}/status`, { action });

  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(async () => {
    all.zoom.reset();
    zoom = await zoomClient(all);
  });
  afterAll(stopSimulators);

  it('deactivates a user: licence gone, sessions untouched, sign-in blocked', async () => {
    const answer = await setStatus(JANE, 'deactivate');
    expect([answer.status, answer.data]).toEqual([204, '']);
    expect(all.zoom.user(JANE)).toMatchObject({ status: 'inactive', type: 1, sessions: 2 });
    expect(() => all.zoom.signIn(JANE)).toThrow(/inactive in Zoom/);
    const read = await zoom.get(`/users/${encodeURIComponent(JANE)}`);
    expect(read.data).toMatchObject({ email: JANE, status: 'inactive', type: 1 });
  });

  it('takes an id as well as an e-mail in any case', async () => {
    const id = all.zoom.user(JANE)?.id ?? '';
    expect(inShort(await setStatus(id, 'deactivate'))).toBe('204');
    expect(inShort(await setStatus('Jane.Doe@EXAMPLE.com', 'deactivate'))).toBe('204');
  });

  it('gives the user back without the licence, which PATCH returns', async () => {
    await setStatus(JANE, 'deactivate');
    expect(inShort(await setStatus(JANE, 'activate'))).toBe('204');
    expect(all.zoom.user(JANE)).toMatchObject({ status: 'active', type: 1 });
    expect(inShort(await zoom.patch(`/users/${JANE}`, { type: 2, status: 'inactive' }))).toBe(
      '204',
    );
    expect(all.zoom.user(JANE)).toMatchObject({ status: 'active', type: 2 });
  });

  it.each([
    ['an admin', 'omar.haddad@example.com', '400/200'],
    ['the owner', 'ingrid.solberg@example.com', '400/200'],
    ['a Zoom Events host', 'amara.okafor@example.com', '400/300'],
    ['a force-locked user', 'piotr.nowak@example.com', '400/1000'],
    ['a pending invite', 'lucia.romero@example.com', '400/1120'],
    ['somebody unknown', 'noah.fischer@example.com', '404/1001'],
  ])('refuses %s', async (_who, user, expected) => {
    const before = all.zoom.user(user);
    const answer = await setStatus(user, 'deactivate');
    expect(inShort(answer)).toBe(expected);
    expect(all.zoom.user(user)).toEqual(before);
  });

  it('refuses a Zoom Room', async () => {
    all.zoom.addUser({ email: 'room.oslo@example.com', zoomRoom: true });
    const answer = await setStatus('room.oslo@example.com', 'deactivate');
    expect(answer.data).toEqual({
      code: 200,
      message: "Zoom Room and Admin users' status cannot be activated or deactivated.",
    });
  });

  it('refuses activation where the account is full of Basic users', async () => {
    all.zoom.settings.basicUserMaximum = 0;
    expect(inShort(await setStatus('david.cohen@example.com', 'activate'))).toBe('400/3412');
    expect(all.zoom.user('david.cohen@example.com')?.status).toBe('inactive');
  });

  it('names the user it does not know, and refuses `me` as it does server-to-server apps', async () => {
    const unknown = await setStatus('nobody@example.com', 'deactivate');
    expect(unknown.data).toEqual({
      code: 1001,
      message: 'User does not exist: nobody@example.com.',
    });
    expect(inShort(await setStatus('me', 'deactivate'))).toBe('401/124');
  });

  it.each([
    [{ action: 'explode' }, 'Validation Failed.'],
    ['no JSON at all', 'Request Body should be a valid JSON object.'],
  ])('refuses the body %j', async (body, message) => {
    const answer = await zoom.put(`/users/${JANE}/status`, body);
    expect(answer.status).toBe(400);
    expect(answer.data).toMatchObject({ code: 300, message });
    expect(all.zoom.user(JANE)?.status).toBe('active');
  });

  it('ends the sessions of a user, who may sign in again', async () => {
    const revoke = () => zoom.delete(`/users/${encodeURIComponent(JANE)}/token`);
    expect(inShort(await revoke())).toBe('204');
    expect(all.zoom.user(JANE)?.sessions).toBe(0);
    expect(all.zoom.signIn(JANE, 3).sessions).toBe(3);
    expect(inShort(await revoke())).toBe('204');
    expect(inShort(await revoke())).toBe('204');
    expect(all.zoom.user(JANE)?.sessions).toBe(0);
  });

  it('shows a pending user and says that a deactivated one is inactive', async () => {
    const pending = await zoom.get('/users/lucia.romero@example.com');
    expect(pending.data).toMatchObject({ status: 'pending', type: 1 });
    const custom = await zoom.get('/users/priya.sharma@example.com');
    expect(custom.data).toMatchObject({
      role_id: 'RSimulatedHelpDeskRole',
      role_name: 'Help desk',
      login_types: [1, 100],
      account_id: all.zoom.credentials.accountId,
      employee_unique_id: 'E1010',
    });
  });

  it('says so where a route does not exist', async () => {
    const answer = await zoom.get('/users/a/b/c');
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual({ code: 2300, message: 'This API endpoint is not recognized.' });
    expect(inShort(await zoom.get('/users/%zz'))).toBe('400/2300');
  });

  it('marks every answer with a tracking id of its own', async () => {
    const [first, second] = [await zoom.get(`/users/${JANE}`), await zoom.get('/nowhere')];
    const ids = [first, second].map(({ headers }) => String(headers['x-zm-trackingid']));
    expect(new Set(ids).size).toBe(2);
    expect(all.zoom.requests().map(({ requestId }) => requestId)).toEqual(
      expect.arrayContaining(ids),
    );
  });
});
