import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosRequestConfig } from 'axios';
import type { Simulators } from '../../src/simulator';
import { client, simulators, stopSimulators } from './clients';

const KENJI = '3332883884017711003';
const EMMA = '7b1d0df1-6403-4a06-8768-c1dd7d24d001';
const PIOTR = '7b1d0df1-6403-4a06-8768-c1dd7d24d006';

describe('the HR simulator', () => {
  let all: Simulators;
  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(() => all.hr.reset());
  afterAll(stopSimulators);

  const send = (request: AxiosRequestConfig) =>
    client(all.hr.url).request<Record<string, unknown>>(request);
  const bamboohr = (id: string, query: object = {}, more: AxiosRequestConfig = {}) =>
    send({
      url: `/bamboohr/api/v1/employees/${id}`,
      params: { fields: 'status,terminationDate,workEmail', ...query },
      auth: { username: all.hr.credentials.bamboohr.apiKey, password: 'x' },
      headers: { accept: 'application/json' },
      ...more,
    });
  const hibob = (id: string, fields: unknown, more: AxiosRequestConfig = {}) => {
    const { serviceUserId: username, token: password } = all.hr.credentials.hibob;
    const url = `/hibob/v1/people/${id}`;
    return send({ method: 'POST', url, data: { fields }, auth: { username, password }, ...more });
  };
  const gusto = (id: string, headers: object = {}) =>
    send({
      url: `/gusto/v1/employees/${id}`,
      headers: { authorization: `Bearer ${all.hr.credentials.gusto.token}`, ...headers },
    });

  describe('as BambooHR', () => {
    it('shows what is asked for, and the id', async () => {
      const { data, headers } = await bamboohr('1001');
      expect(data).toEqual({
        id: '1001',
        status: 'Active',
        workEmail: 'jane.doe@example.com',
        terminationDate: '0000-00-00',
      });
      expect(headers['x-request-id']).toEqual(expect.any(String));
    });

    it('shows an end that lies ahead to those only who ask for it', async () => {
      expect((await bamboohr('1010')).data).toMatchObject({ terminationDate: '0000-00-00' });
      const { data } = await bamboohr('1010', { onlyCurrent: 'false' });
      expect(data).toMatchObject({ terminationDate: '2031-06-30', status: 'Active' });
      expect((await bamboohr('1009')).data).toMatchObject({
        terminationDate: '2026-01-31',
        status: 'Inactive',
      });
    });

    it.each([
      ['no key', '1001', {}, { auth: undefined }, 401, 'Invalid API key.'],
      ['nobody', '4711', {}, {}, 404, 'Employee not found.'],
      ['a field that there is not', '1001', { fields: 'shoe' }, {}, 406, 'Unknown field.'],
    ])('refuses %s, in a header', async (_what, id, query, more, status, words) => {
      const answer = await bamboohr(id, query, more as AxiosRequestConfig);
      expect([answer.status, answer.data]).toEqual([status, '']);
      expect(answer.headers['x-bamboohr-error-message']).toBe(words);
    });

    it('answers XML to those who do not want JSON', async () => {
      const answer = await bamboohr('1001', {}, { headers: { accept: '*/*' } });
      expect(answer.headers['content-type']).toContain('xml');
    });
  });

  describe('as HiBob', () => {
    it('writes fields nested, and those with a value by their path too', async () => {
      const { data } = await hibob(KENJI, ['internal.lifecycleStatus', 'internal.terminationDate']);
      expect(data).toEqual({
        id: KENJI,
        '/root/id': { value: KENJI },
        internal: { lifecycleStatus: 'employed', terminationDate: null },
        '/internal/lifecycleStatus': { value: 'employed' },
      });
    });

    it('knows the lifecycle', async () => {
      const statusOf = async () => {
        const { data } = await hibob(KENJI, ['internal.lifecycleStatus']);
        return (data['internal'] as { lifecycleStatus: string }).lifecycleStatus;
      };
      all.hr.addUser({ source: 'hibob', id: KENJI, active: false });
      expect(await statusOf()).toBe('terminated');
      all.hr.addUser({ source: 'hibob', id: KENJI, lifecycleStatus: 'garden leave' });
      expect(await statusOf()).toBe('garden leave');
    });

    it('refuses strangers, and does not know everybody', async () => {
      expect((await hibob(KENJI, [], { auth: { username: 'a', password: 'b' } })).status).toBe(401);
      expect((await hibob('12', [])).status).toBe(404);
      expect((await hibob(KENJI, 'all of them')).status).toBe(400);
    });
  });

  describe('as Gusto', () => {
    it('has the work e-mail beside the personal one, and every end', async () => {
      expect((await gusto(EMMA)).data).toMatchObject({
        uuid: EMMA,
        work_email: 'emma.lindqvist@example.com',
        email: 'emma.lindqvist@personal.example.net',
        terminated: false,
        terminations: [],
      });
      expect((await gusto(PIOTR)).data['terminations']).toEqual([
        expect.objectContaining({ effective_date: '2024-08-30', active: true }),
        expect.objectContaining({ effective_date: '2031-06-30', active: false }),
      ]);
    });

    it('refuses strangers and versions of the past', async () => {
      expect((await gusto(EMMA, { authorization: 'Bearer other' })).status).toBe(401);
      expect((await gusto(EMMA, { 'x-gusto-api-version': 'soon' })).status).toBe(406);
      all.hr.settings.gustoMinimumVersion = '2026-02-01';
      expect((await gusto(EMMA, { 'x-gusto-api-version': '2025-06-15' })).status).toBe(406);
      expect((await gusto(EMMA, { 'x-gusto-api-version': '2026-02-01' })).status).toBe(200);
      expect((await gusto(PIOTR.replace('d006', 'd007'))).status).toBe(404);
    });
  });

  it('leaves out what may not be seen, and says nothing', async () => {
    all.hr.settings.hiddenFields = ['terminationDate', 'internal.terminationDate', 'terminations'];
    expect(Object.keys((await bamboohr('1001')).data)).toEqual(['id', 'status', 'workEmail']);
    const bob = await hibob(KENJI, ['internal.lifecycleStatus', 'internal.terminationDate']);
    expect(bob.data['internal']).toEqual({ lifecycleStatus: 'employed' });
    expect((await gusto(EMMA)).data).not.toHaveProperty('terminations');
  });

  it('hides an employee in the way of each', async () => {
    for (const { source, id } of [
      { source: 'bamboohr', id: '1001' },
      { source: 'hibob', id: KENJI },
      { source: 'gusto', id: EMMA },
    ] as const) {
      all.hr.addUser({ source, id, invisible: true });
    }
    const reads = [bamboohr('1001'), hibob(KENJI, []), gusto(EMMA)];
    expect((await Promise.all(reads)).map(({ status }) => status)).toEqual([403, 404, 404]);
  });

  it('keeps the employees of the three apart', async () => {
    all.hr.addUser({ source: 'hibob', id: '1001', email: 'other@example.com' });
    expect((await bamboohr('1001')).data).toMatchObject({ workEmail: 'jane.doe@example.com' });
    expect((await hibob('1001', ['root.email'])).data).toMatchObject({
      email: 'other@example.com',
    });
  });

  it('hits one employee only, by id or e-mail, and logs no credentials', async () => {
    all.hr.addFault({ fault: 'bamboohr.employee.500', user: 'jane.doe@example.com' });
    expect((await bamboohr('1010')).status).toBe(200);
    expect((await bamboohr('1001')).status).toBe(500);
    expect(all.hr.requests({ user: '1001' })).toMatchObject([
      { call: 'bamboohr.readEmployee', fault: 'bamboohr.employee.500', user: '1001', status: 500 },
    ]);
    expect(all.hr.requests()).toHaveLength(2);
    expect(JSON.stringify(all.hr.requests())).not.toMatch(/authorization|simulated-bamboohr/i);
  });

  it.each([
    [{ source: 'workday', id: '1' }, 'source', 'one of bamboohr, hibob, gusto'],
    [{ source: 'bamboohr' }, 'id', 'a text'],
    [{ source: 'bamboohr', id: 'x1' }, 'id', 'a number'],
    [{ source: 'gusto', id: '17' }, 'id', 'a UUID'],
    [{ source: 'bamboohr', id: '1', terminationDate: '31.6.' }, 'terminationDate', 'a date'],
    [{ source: 'bamboohr', id: '1', name: 'x' }, 'name', 'unknown field'],
  ])('refuses %j, naming the field', async (body, field, problem) => {
    const answer = await send({ method: 'POST', url: '/_control/users', data: body });
    expect(answer.status).toBe(400);
    expect(answer.data).toMatchObject({
      problems: [{ field, problem: expect.stringContaining(problem) }],
    });
  });

  it('has nobody sign in, and no other routes', async () => {
    const data = { user: '1001' };
    expect((await send({ method: 'POST', url: '/_control/sign-in', data })).status).toBe(409);
    expect((await send({ url: '/bamboohr/api/v1/meta/fields' })).status).toBe(404);
  });
});
