import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import type { Simulators } from '../../src/simulator';
import { inShort, JANE, simulators, stopSimulators, zoomClient } from './clients';

const OMAR = 'omar.haddad@example.com';
const OWNER = 'ingrid.solberg@example.com';
const MEETING = 85012345678;

describe("Zoom's roles, meetings and account settings", () => {
  let all: Simulators;
  let zoom: AxiosInstance;

  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(async () => {
    all.zoom.reset();
    zoom = await zoomClient(all);
  });
  afterAll(stopSimulators);

  it('takes the admin role away, after which the account can be closed, and gives it back', async () => {
    expect(inShort(await zoom.delete(`/roles/1/members/${OMAR}`))).toBe('204');
    expect(all.zoom.user(OMAR)).toMatchObject({ role_id: '2', role_name: 'Member' });
    const closed = await zoom.put(`/users/${OMAR}/status`, { action: 'deactivate' });
    expect(closed.status).toBe(204);
    const id = all.zoom.user(OMAR)?.id;
    const given = await zoom.post('/roles/1/members', { members: [{ id }] });
    expect(given.status).toBe(201);
    expect(given.data).toEqual({ add_at: expect.any(String), ids: id });
    expect(all.zoom.user(OMAR)).toMatchObject({ role_id: '1', status: 'inactive' });
  });

  it('leaves roles alone that a user does not have', async () => {
    await zoom.delete(`/roles/1/members/priya.sharma@example.com`);
    expect(all.zoom.user('priya.sharma@example.com')?.role_name).toBe('Help desk');
  });

  it.each([
    ['an unknown role', 'DELETE', `/roles/nope/members/${OMAR}`, undefined, '400/1034'],
    ['the owner', 'DELETE', `/roles/0/members/${OWNER}`, undefined, '400/300'],
    ['an unknown user', 'DELETE', '/roles/1/members/nobody@example.com', undefined, '404/1001'],
    ['an unknown role', 'POST', '/roles/nope/members', { members: [{ id: JANE }] }, '400/1034'],
    ['ownership', 'POST', '/roles/0/members', { members: [{ id: JANE }] }, '400/300'],
    ['an unknown user', 'POST', '/roles/1/members', { members: [{ email: 'x@y.z' }] }, '404/1001'],
    ['a list of nobody', 'POST', '/roles/1/members', { members: [] }, '400/300'],
  ])('refuses %s (%s)', async (_what, method, url, data, expected) => {
    expect(inShort(await zoom.request({ method, url, data }))).toBe(expected);
  });

  it.each([
    ['a type that there is not', { type: 7 }],
    ['a name that is no text', { first_name: 5 }],
  ])('refuses %s in a change of the user', async (_what, body) => {
    expect(inShort(await zoom.patch(`/users/${JANE}`, body))).toBe('400/300');
  });

  it('lists live meetings but not instant ones', async () => {
    all.zoom.addUser({
      email: JANE,
      liveMeetings: [
        { id: MEETING, topic: 'Quarterly review', type: 2 },
        { id: 1, topic: 'Quick call', type: 1 },
      ],
    });
    const listed = await zoom.get<{ meetings: { id: number }[] }>(
      `/users/${JANE}/meetings?type=live`,
    );
    expect(listed.data.meetings.map(({ id }) => id)).toEqual([MEETING]);
    const scheduled = await zoom.get<{ meetings: unknown[] }>(`/users/${JANE}/meetings`);
    expect(scheduled.data.meetings).toEqual([]);
  });

  it('ends a live meeting, which takes the licence of its host', async () => {
    const end = (id: number) => zoom.put(`/meetings/${id}/status`, { action: 'end' });
    expect(inShort(await zoom.put(`/meetings/${MEETING}/status`, {}))).toBe('400/300');
    expect(inShort(await end(MEETING))).toBe('204');
    expect(inShort(await end(MEETING))).toBe('404/3001');
    all.zoom.addUser({ email: JANE, liveMeetings: [{ id: 2, topic: 'Next', type: 2 }] });
    await zoom.put(`/users/${JANE}/status`, { action: 'deactivate' });
    expect(inShort(await end(2))).toBe('400/200');
    expect(all.zoom.requests({ call: 'endMeeting', user: JANE })).not.toHaveLength(0);
  });

  it('tells the password rules, or says 200 with an error to an account that pays nothing', async () => {
    const read = () => zoom.get('/accounts/me/settings?option=security');
    expect((await read()).data).toEqual({
      security: { password_requirement: all.zoom.settings.passwordRequirement },
    });
    expect((await zoom.get('/accounts/me/settings')).data).toEqual({});
    all.zoom.settings.paidAccount = false;
    const refused = await read();
    expect(refused.status).toBe(200);
    expect(refused.data).toEqual({ code: 200, message: 'Only available for paid accounts.' });
  });
});
