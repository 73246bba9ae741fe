import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import type { Simulators } from '../../src/simulator';
import { client, inShort, JANE, runCurl, simulators, stopSimulators, zoomClient } from './clients';

interface State {
  users: { email: string }[];
  accessTokens: number;
}

describe('control over HTTP', () => {
  let all: Simulators;
  let zoom: AxiosInstance;
  let cloudflare: AxiosInstance;
  beforeAll(async () => {
    all = await simulators();
    zoom = client(`${all.zoom.url}/_control`);
    cloudflare = client(`${all.cloudflare.url}/_control`);
  });
  beforeEach(() => {
    all.zoom.reset();
    all.cloudflare.reset();
  });
  afterAll(stopSimulators);

  it('answers GET / with lines that can be copied and that work', async () => {
    for (const each of [all.zoom, all.cloudflare, all.hr]) {
      const help = await client(each.url).get<string>('/');
      expect(help.headers['content-type']).toContain('text/plain');
      const lines = help.data.split('\n').filter((line) => line.startsWith('curl '));
      expect(lines.length).toBeGreaterThan(10);
      for (const line of lines) {
        const answer = await runCurl(line);
        expect([line, answer.status < 300]).toEqual([line, true]);
      }
    }
  });

  it('sets, lists, removes and clears faults', async () => {
    const set = await zoom.post<{ id: string }>('/faults', { fault: 'zoom.status.400.200' });
    expect(set.status).toBe(201);
    expect(set.data).toMatchObject({ call: 'updateStatus', times: 1, skip: 0, hits: 0 });
    await zoom.post('/faults', { call: '*', fault: 'zoom.any.500' });
    expect((await zoom.get('/faults')).data).toHaveLength(2);
    expect((await zoom.delete(`/faults/${set.data.id}`)).data).toHaveLength(1);
    expect((await zoom.delete(`/faults/${set.data.id}`)).status).toBe(404);
    expect((await zoom.delete('/faults')).data).toEqual([]);
    expect((await zoom.get('/catalogue')).data).toHaveProperty(
      ['zoom.status.400.200', 'code'],
      200,
    );
  });

  it('shows the calls taken, narrowed down by call and user, and forgets them', async () => {
    const api = await zoomClient(all);
    await api.get(`/users/${JANE}`);
    await api.get('/users/kenji.tanaka@example.com');
    await api.put(`/users/${JANE}/status`, { action: 'deactivate' });
    const get = async (query: string) => (await zoom.get<object[]>(`/requests${query}`)).data;
    expect(await get('')).toHaveLength(4);
    expect(await get('?call=getUser')).toHaveLength(2);
    const id = all.zoom.user(JANE)?.id;
    expect(await get(`?call=updateStatus&user=${id}`)).toEqual([
      expect.objectContaining({
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        call: 'updateStatus',
        method: 'PUT',
        path: `/v2/users/${JANE}/status`,
        user: JANE,
        status: 204,
        body: { action: 'deactivate' },
      }),
    ]);
    const seen = JSON.stringify(await get(''));
    expect(seen).not.toMatch(/bearer|basic /i);
    expect(seen).not.toContain(all.zoom.credentials.clientSecret);
    expect((await zoom.delete('/requests')).data).toEqual([]);
    expect(all.zoom.requests()).toEqual([]);
  });

  it('creates and changes users', async () => {
    const made = await zoom.post('/users', {
      email: 'Sam.Roe@example.com',
      role_id: 'Auditors',
      role_name: 'Auditors',
      password: 'Initial-Secret-1357',
    });
    expect(made.data).toMatchObject({ email: 'sam.roe@example.com', role_name: 'Auditors' });
    expect(JSON.stringify(made.data)).not.toContain('Secret');
    const changed = await zoom.post('/users', { email: 'sam.roe@example.com', forceLocked: true });
    expect(changed.data).toMatchObject({ forceLocked: true, role_id: 'Auditors' });
    const access = await cloudflare.post('/users', { email: 'sam.roe@example.com', devices: 3 });
    expect(access.data).toMatchObject({ sessions: 1, active_device_count: 3 });
  });

  it('finds a user again who was given another id or e-mail', async () => {
    const { id } = all.zoom.user(JANE) ?? { id: '' };
    await zoom.post('/users', { id, email: 'jane.smith@example.com' });
    expect(all.zoom.user(JANE)).toBeUndefined();
    expect(all.zoom.user('jane.smith@example.com')?.id).toBe(id);
    await zoom.post('/users', { id: 'new-id', email: 'jane.smith@example.com' });
    expect(all.zoom.user(id)).toBeUndefined();
    expect(all.zoom.user('new-id')?.first_name).toBe('Jane');
  });

  it('lets a leaver sign in again where nothing stands in the way', async () => {
    const again = await cloudflare.post('/sign-in', { user: JANE });
    expect(again.data).toMatchObject({ email: JANE, sessions: 3 });
    const more = await zoom.post('/sign-in', { user: JANE, sessions: 2 });
    expect(more.data).toMatchObject({ sessions: 4 });
    const blocked = await zoom.post('/sign-in', { user: 'david.cohen@example.com' });
    expect(blocked.status).toBe(409);
    expect((await cloudflare.post('/sign-in', { user: 'david.cohen@example.com' })).status).toBe(
      409,
    );
    for (const each of [zoom, cloudflare]) {
      expect((await each.post('/sign-in', { user: 'nobody@example.com' })).status).toBe(404);
    }
  });

  it('shows and changes settings', async () => {
    const changed = await zoom.patch('/settings', { plan: 'pro', basicUserMaximum: null });
    expect(changed.data).toMatchObject({ plan: 'pro', tokenLifetimeSeconds: 3600 });
    expect(all.zoom.settings.plan).toBe('pro');
    expect((await zoom.get('/settings')).data).toEqual(all.zoom.settings);
  });

  it('ends the access tokens', async () => {
    const api = await zoomClient(all);
    expect((await zoom.post('/revoke-access-tokens')).data).toEqual({ accessTokens: 0 });
    expect(inShort(await api.get(`/users/${JANE}`))).toBe('401/124');
  });

  it('goes back to the start', async () => {
    await zoom.post('/faults', { call: '*', fault: 'zoom.any.500' });
    await zoom.patch('/settings', { plan: 'pro' });
    await zoom.post('/users', { email: 'sam.roe@example.com' });
    await zoom.post('/users', { email: JANE, status: 'inactive' });
    const { data } = await zoom.post<State>('/reset');
    expect(data).toMatchObject({ settings: { plan: 'business' }, faults: [], accessTokens: 0 });
    expect(data.users).toHaveLength(10);
    expect(data.users[0]).toMatchObject({ email: JANE, status: 'active' });
    expect((await zoom.get('/state')).data).toEqual(data);
  });

  it.each([
    ['users', { email: 'x' }, 'email', 'an e-mail address such as'],
    ['users', {}, 'email', 'an e-mail address such as'],
    ['users', { email: JANE, status: 'gone' }, 'status', 'one of pending, active, inactive'],
    ['users', { email: JANE, type: 3 }, 'type', 'one of 1, 2, 4, 99'],
    ['users', { email: JANE, role_id: [] }, 'role_id', 'a role id'],
    ['users', { email: JANE, sessions: 'many' }, 'sessions', 'a whole number, 0 or more'],
    ['users', { email: JANE, forceLocked: 'yes' }, 'forceLocked', 'true or false'],
    ['users', { email: JANE, rol_id: '1' }, 'rol_id', 'unknown field; known: id, email'],
    ['users', { email: JANE, liveMeetings: [{ id: 'x' }] }, 'liveMeetings.0.id', 'a whole number'],
    ['sign-in', {}, 'user', 'a text that is not empty'],
    ['sign-in', '', 'body', 'a JSON object is wanted, none came'],
    ['sign-in', '[1]', 'body', 'a JSON object is wanted'],
    ['sign-in', '{user', 'body', 'this is not valid JSON'],
  ])('refuses POST %s %j, naming the field', async (path, body, field, problem) => {
    const answer = await zoom.post(`/${path}`, body);
    expect(answer.status).toBe(400);
    expect(answer.data).toMatchObject({
      problems: expect.arrayContaining([{ field, problem: expect.stringContaining(problem) }]),
      help: expect.stringContaining('GET /'),
    });
  });

  it.each([
    [{ plan: 'free' }, 'plan', 'one of pro, business'],
    [{ tokenLifetimeSeconds: 0 }, 'tokenLifetimeSeconds', 'seconds, above 0'],
    [{ plans: 'pro' }, 'plans', 'unknown field; known: plan'],
    [{ passwordRequirement: {} }, 'passwordRequirement.minimum_password_length', 'a whole number'],
  ])('refuses the settings %j, naming the field', async (body, field, problem) => {
    const answer = await zoom.patch('/settings', body);
    expect(answer.status).toBe(400);
    expect(answer.data).toMatchObject({
      problems: expect.arrayContaining([{ field, problem: expect.stringContaining(problem) }]),
    });
    expect(all.zoom.settings.plan).toBe('business');
  });
});
