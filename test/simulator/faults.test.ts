import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
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

describe('scripted faults', () => {
  let all: Simulators;
  let zoom: AxiosInstance;
  const read = (user = JANE) => zoom.get(`/users/${user}`);
  const deactivate = () => zoom.put(`/users/${JANE}/status`, { action: 'deactivate' });

  /** Sends a call, and hangs up when the simulator has taken it. */
  const leaveOnceTaken = async (
    call: string,
    send: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> => {
    const leaving = new AbortController();
    const sent = expect(send(leaving.signal)).rejects.toMatchObject({ code: 'ERR_CANCELED' });
    while (all.zoom.requests({ call }).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    leaving.abort();
    await sent;
  };

  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(async () => {
    all.zoom.reset();
    all.cloudflare.reset();
    zoom = await zoomClient(all);
  });
  afterAll(stopSimulators);

  it('hits so many times, after so many passes, and then no more', async () => {
    const fault = all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.500', times: 2, skip: 1 });
    const seen = [];
    for (let call = 0; call < 4; call += 1) seen.push((await read()).status);
    expect(seen).toEqual([200, 500, 500, 200]);
    expect(fault).toMatchObject({ hits: 2, passed: 1 });
    expect(all.zoom.requests({ call: 'getUser' }).map((record) => record.fault)).toEqual([
      undefined,
      'zoom.any.500',
      'zoom.any.500',
      undefined,
    ]);
  });

  it('hits always, until it is cleared', async () => {
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.503', times: 'always' });
    for (let call = 0; call < 4; call += 1) expect((await read()).status).toBe(503);
    all.zoom.clearFaults();
    expect((await read()).status).toBe(200);
  });

  it('plays several in the order they were added', async () => {
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.500' });
    all.zoom.addFault({ call: '*', fault: 'zoom.any.503' });
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.user.404.1001' });
    expect([inShort(await read()), inShort(await read()), inShort(await read())]).toEqual([
      '500/500',
      '503/503',
      '404/1001',
    ]);
  });

  it('hits one user only, by e-mail or id, in any case', async () => {
    all.zoom.addFault({ call: 'getUser', user: 'Jane.Doe@Example.com', fault: 'zoom.any.500' });
    const id = all.zoom.user('kenji.tanaka@example.com')?.id;
    all.zoom.addFault({ call: 'getUser', user: id, fault: 'zoom.any.503' });
    expect((await read('emma.lindqvist@example.com')).status).toBe(200);
    expect((await read('kenji.tanaka@example.com')).status).toBe(503);
    expect((await read(all.zoom.user(JANE)?.id)).status).toBe(500);
  });

  it('names its call by itself where it belongs to one', async () => {
    all.zoom.addFault({ fault: 'zoom.status.400.1000' });
    expect((await read()).status).toBe(200);
    expect(inShort(await deactivate())).toBe('400/1000');
    expect(all.zoom.user(JANE)?.status).toBe('active');
  });

  it('breaks the token endpoint too', async () => {
    all.zoom.addFault({ fault: 'zoom.oauth.400.invalid_client' });
    expect((await mintToken(all)).data).toEqual({
      reason: 'Invalid client_id or client_secret',
      error: 'invalid_client',
    });
  });

  it('sends an answer of your own as it stands', async () => {
    all.zoom.addFault({
      call: 'updateStatus',
      applied: true,
      respond: { status: 200, headers: { 'X-Odd': 'yes' }, body: '""' },
    });
    const text = await zoom.put(
      `/users/${JANE}/status`,
      { action: 'deactivate' },
      { responseType: 'text', transformResponse: (raw: string) => raw },
    );
    expect([text.status, text.data, text.headers['x-odd']]).toEqual([200, '""', 'yes']);
    expect(all.zoom.user(JANE)?.status).toBe('inactive');
    all.zoom.addFault({ call: 'getUser', respond: { status: 418, body: { code: 7 } } });
    expect(inShort(await read())).toBe('418/7');
    all.zoom.addFault({ call: 'getUser', respond: { status: 500, body: '<html>{user}</html>' } });
    const html = await read();
    expect([html.data, html.headers['content-type']]).toEqual([
      '<html>{user}</html>',
      'text/html; charset=UTF-8',
    ]);
    all.zoom.addFault({ call: 'getUser', respond: { status: 502 } });
    expect((await read()).data).toBe('');
  });

  it('resets the connection before the call has done anything', async () => {
    all.zoom.addFault({ call: 'updateStatus', fault: 'zoom.any.reset' });
    await expect(deactivate()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(all.zoom.user(JANE)?.status).toBe('active');
    expect(all.zoom.requests({ call: 'updateStatus' })[0]).not.toHaveProperty('status');
    expect(inShort(await deactivate())).toBe('204');
  });

  it('resets it after the call has done its work: it may have happened', async () => {
    all.zoom.addFault({ call: 'updatePassword', fault: 'zoom.any.reset', applied: true });
    const change = () => zoom.put(`/users/${JANE}/password`, { password: GOOD_PASSWORD });
    await expect(change()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(all.zoom.user(JANE)?.passwordChanges).toBe(1);
    expect(inShort(await change())).toBe('400/300');
  });

  it('hangs until the client leaves', async () => {
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.hang' });
    await leaveOnceTaken('getUser', (signal) => zoom.get(`/users/${JANE}`, { signal }));
    expect((await read()).status).toBe(200);
  });

  it('is only slow: later calls overtake, and the answer is the usual one', async () => {
    all.zoom.addFault({ call: 'updateStatus', delayMs: 3_000 });
    const order: string[] = [];
    const slow = deactivate().then(({ status }) => order.push(`slow ${status}`));
    while (all.zoom.requests({ call: 'updateStatus' }).length === 0) await read();
    await read().then(() => order.push(`quick ${all.zoom.user(JANE)?.status}`));
    await slow;
    expect(order).toEqual(['quick active', 'slow 204']);
  });

  it('is slow after the work was done, where it is asked to be', async () => {
    all.zoom.addFault({ call: 'updateStatus', delayMs: 10_000, applied: true });
    await leaveOnceTaken('updateStatus', (signal) =>
      zoom.put(`/users/${JANE}/status`, { action: 'deactivate' }, { signal }),
    );
    expect(all.zoom.user(JANE)?.status).toBe('inactive');
  });

  it('lets slowness of everything go together with other faults', async () => {
    all.zoom.addFault({ call: '*', delayMs: 1, times: 'always' });
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.500' });
    expect([(await read()).status, (await read()).status]).toEqual([500, 200]);
  });

  it.each([
    ['zoom.any.429.perSecond', undefined],
    ['zoom.any.429.perSecond.seconds', /^30$/],
    ['zoom.any.429.perSecond.httpDate', /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/],
    ['zoom.any.429.daily', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ] as const)('%s says when to come back', async (fault, form) => {
    const asked = Date.now();
    const retryAfterSeconds = form === undefined ? undefined : 30;
    all.zoom.addFault({ call: 'getUser', fault, retryAfterSeconds });
    const { headers, status } = await read();
    expect(status).toBe(429);
    const value = headers['retry-after'] as string | undefined;
    if (form === undefined) return expect(value).toBeUndefined();
    expect(value).toMatch(form);
    if (value !== '30') expect(Date.parse(value ?? '')).toBeGreaterThanOrEqual(asked + 30_000);
  });

  it("says midnight in UTC for Zoom's daily limit", async () => {
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.429.daily' });
    const { headers } = await read();
    expect(headers['retry-after']).toMatch(/T00:00:00Z$/);
    expect(headers['x-ratelimit-type']).toBe('Daily-limit');
  });

  it.each([
    [{ call: 'getUsr', fault: 'zoom.any.500' }, /call: one of issueToken, .*\* for every call/],
    [{ fault: 'zoom.any.500' }, /call: one of issueToken/],
    [{ call: 'getUser', fault: 'zoom.nope' }, /no fault is called "zoom.nope"; near to it/],
    [{ call: 'getUser' }, /say what goes wrong/],
    [{ call: 'getUser', fault: 'zoom.any.500', respond: { status: 200 } }, /not both/],
    [{ call: 'getUser', fault: 'zoom.any.500', times: 0 }, /times: a whole number, 1 or more/],
    [{ call: 'getUser', fault: 'zoom.any.500', skip: -1 }, /skip: a whole number, 0 or more/],
    [{ call: 'getUser', delayMs: -5 }, /delayMs: milliseconds/],
    [{ call: 'getUser', respond: { status: 99 } }, /respond.status: an HTTP status/],
    [
      { call: 'getUser', respond: { status: 200, headers: { 'content-length': '9' } } },
      /respond.headers.content-length: /,
    ],
    [{ call: 'getUser', respond: { status: 200, headers: { a: 'b\r\nc: d' } } }, /in one line/],
    [
      { call: 'getUser', fault: 'zoom.any.500', retryAfterSeconds: 5 },
      /retryAfterSeconds: only for/,
    ],
    [{ call: 'getUser', fault: 'zoom.any.500', when: 'now' }, /when: unknown field; known: call/],
    ['zoom.any.500', /body: a JSON object is wanted/],
  ])('refuses %j, saying what is right', async (fault, message) => {
    expect(() => all.zoom.addFault(fault as never)).toThrow(message);
    const answer = await client(all.zoom.url).post('/_control/faults', JSON.stringify(fault));
    expect(answer.status).toBe(400);
    const { problems } = answer.data as { problems: { field: string; problem: string }[] };
    expect(problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ')).toMatch(
      message,
    );
  });
});
