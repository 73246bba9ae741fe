import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HrEvent } from '../../src/domain/hr/event';
import { Engine, testAddress } from '../support/engine';
import { API_TOKEN, leaving, startIntake, type RunningIntake } from '../support/intake';
import { TcpProxy } from '../support/tcp-proxy';

const SCIM_TOKEN = 'scim-token-of-16-and-more';

let engine: Engine;
let proxy: TcpProxy;
let intake: RunningIntake;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  proxy = await TcpProxy.start(testAddress());
  intake = await startIntake(settings(), { scimSecrets: [SCIM_TOKEN] });
});
afterAll(async () => {
  await intake?.close();
  await proxy?.cut();
  await engine?.stop();
});

const settings = () => {
  const { address } = proxy;
  return { address, namespace: engine.namespace, connectionOptions: { address } };
};

/** The events that Temporal holds for an employee, in their order: what the workflow will read. */
async function heldFor(who: string): Promise<HrEvent[]> {
  const handle = engine.temporal.workflow.getHandle(`hr-events-${who}`);
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signaled }) => {
    const data = signaled?.input?.payloads?.[0]?.data;
    return data ? [JSON.parse(Buffer.from(data).toString()) as HrEvent] : [];
  });
}
const nameOf = ({ employee }: HrEvent) => employee.id ?? employee.email ?? '';

describe('an event', () => {
  it('is in Temporal when its sender reads 202', async () => {
    const event = leaving();
    const { status, json } = await intake.post([event]);
    expect(status).toBe(202);
    expect(json).toEqual({ accepted: 1, events: [event.id] });
    expect(await heldFor(nameOf(event))).toEqual([event]);
  });

  it('goes to the workflow of its employee, which takes a repeat too', async () => {
    const event = leaving();
    for (const _time of [1, 2]) expect((await intake.post([event])).status).toBe(202);
    const query = `WorkflowId = "hr-events-${nameOf(event)}"`;
    expect((await engine.temporal.workflow.count(query)).count).toBeLessThanOrEqual(1);
    expect(await heldFor(nameOf(event))).toEqual([event, event]);
  });
});

describe('several events in one request', () => {
  it('are all handed over, those of one employee in their order', async () => {
    const one = leaving();
    // More employees than are served side by side; few enough for the time in which a slow machine must answer.
    const events = Array.from({ length: 33 }, (_, index) =>
      index % 3 === 0 ? { ...one, id: `same-${index}` } : leaving(),
    );
    const { status, json } = await intake.post(events);
    expect(status).toBe(202);
    expect(json).toEqual({ accepted: 33, events: events.map(({ id }) => id) });
    const ofOne = events.filter((_, index) => index % 3 === 0);
    expect(await heldFor(nameOf(one))).toEqual(ofOne);
    for (const event of events.filter((_, index) => index % 3 !== 0))
      expect(await heldFor(nameOf(event))).toEqual([event]);
  });

  it('are handed over but for one that the workflow would refuse, which is named', async () => {
    const [good, bad, other] = [leaving(), leaving({ id: 'x'.repeat(257) }), leaving()];
    const { status, json } = await intake.post([good, bad, other]);
    expect(status).toBe(422);
    expect(json.error.faults).toEqual([{ field: 'events[1].id', problem: expect.any(String) }]);
    for (const event of [good, other]) expect(await heldFor(nameOf(event))).toEqual([event]);
  });

  it('are handed over but for one that the source cannot read, which is named', async () => {
    const good = leaving();
    const { status, json } = await intake.post(['wrong', good]);
    expect(status).toBe(422);
    expect(json.error.faults).toEqual([{ field: '[0]', problem: 'must not be wrong' }]);
    expect(await heldFor(nameOf(good))).toEqual([good]);
  });
});

describe('Temporal that goes away while events arrive', () => {
  it('makes a 503, and loses nothing: the repeat is taken when it is back', async () => {
    const before = leaving();
    expect((await intake.post([before])).status).toBe(202);
    await proxy.cut();
    const event = leaving();
    const refused = await intake.post([event]);
    expect([refused.status, refused.json.error.code]).toEqual([503, 'not_connected']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Neither the address nor the namespace is the sender's business; the log has them.
    expect(refused.text).not.toContain('127.0.0.1');
    expect(intake.log().map(({ problem }) => problem)).toContainEqual(
      expect.stringContaining(proxy.address),
    );
    expect((await intake.get('/readyz')).status).toBe(503);
    expect((await intake.get('/healthz')).status).toBe(200);
    await proxy.restore();
    await untilReady(intake);
    expect((await intake.post([event])).status).toBe(202);
    expect(await heldFor(nameOf(event))).toEqual([event]);
  });

  it('makes a 503 in time where it swallows what is sent, and a repeat does no harm', async () => {
    await untilReady(intake);
    proxy.stall();
    const event = leaving();
    const asked = performance.now();
    const [refused, ready] = await Promise.all([intake.post([event]), intake.get('/readyz')]);
    expect(performance.now() - asked).toBeLessThan(60_000); // hangs without its own limit
    expect([refused.status, ready.status]).toEqual([503, 503]);
    await proxy.restore();
    await untilReady(intake);
    expect((await intake.post([event])).status).toBe(202);
    const held = await heldFor(nameOf(event));
    expect(new Set(held.map(({ id }) => id))).toEqual(new Set([event.id]));
  });
});

describe('more than Temporal can take in the time that senders wait', () => {
  it('makes a 503, and what was begun goes on to its end, also when the intake is closed', async () => {
    const other = await startIntake(settings());
    await untilReady(other);
    const one = leaving();
    const events = Array.from({ length: 30 }, (_, index) => ({ ...one, id: `slow-${index}` }));
    proxy.slow(150);
    const refused = await other.post(events);
    expect([refused.status, refused.json.error.code]).toEqual([503, 'too_slow']);
    expect((await heldFor(nameOf(one))).length).toBeLessThan(events.length);
    await other.close();
    expect(await heldFor(nameOf(one))).toEqual(events);
    await proxy.restore();
  });
});

describe('a namespace that is not there', () => {
  it('is no readiness, and a 503 for events', async () => {
    const other = await startIntake({ ...settings(), namespace: 'nowhere' });
    expect((await other.get('/readyz')).status).toBe(503);
    expect((await other.post([leaving()])).status).toBe(503);
    await other.close();
  });
});

describe('an event by SCIM', () => {
  const ask = async (method: string, path: string, body: object) => {
    const authorization = `Bearer ${SCIM_TOKEN}`;
    const init = { method, headers: { authorization }, body: JSON.stringify(body) };
    const response = await fetch(`${intake.url}/scim/v2${path}`, init);
    return {
      status: response.status,
      headers: response.headers,
      json: (await response.json()) as unknown,
    };
  };
  const deactivation = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  };

  it('is in Temporal when the directory reads 2xx, and is counted and logged as any other', async () => {
    const { email } = leaving().employee;
    const created = await ask('POST', '/Users', { userName: email, active: true });
    const { id } = created.json as { id: string };
    expect((await ask('PATCH', `/Users/${id}`, deactivation)).status).toBe(200);
    const [event, ...others] = await heldFor(email ?? '');
    expect(others).toEqual([]);
    expect(event).toMatchObject({ source: 'scim', kind: 'terminate', employee: { email } });
    expect(intake.log().at(-1)).toMatchObject({
      source: 'scim',
      outcome: 'accepted',
      events: [event?.id],
    });
    const { text } = await intake.get('/metrics');
    for (const outcome of ['accepted', 'ignored'])
      expect(text).toContain(`{source="scim",outcome="${outcome}",code=""} 1`);
  });

  it('is a 503 in its own form while Temporal is away, and the directory comes again', async () => {
    const { email } = leaving().employee;
    const { json } = await ask('POST', '/Users', { userName: email, active: true });
    await proxy.cut();
    const refused = await ask('PATCH', `/Users/${(json as { id: string }).id}`, deactivation);
    await proxy.restore();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.json).toMatchObject({ status: '503', detail: expect.any(String) });
    await untilReady(intake);
  });
});

describe('the status of a run', () => {
  const authorization = { authorization: `Bearer ${API_TOKEN}` };

  it('is 404 where there is none', async () => {
    for (const id of ['nobody@example.com', 'a%2Fb', '%00', "o'brien", '%F0%9F%8C%8D', '%20'])
      expect((await intake.get(`/offboardings/${id}`, authorization)).status).toBe(404);
  });

  it('is 503 where no worker can tell, and says to start one', async () => {
    const email = leaving().employee.email!;
    await engine.begin({ email }, `offboarding-${email}`);
    const answer = await intake.get(`/offboardings/${email}`, authorization);
    expect([answer.status, answer.json.error.code]).toEqual([503, 'no_worker']);
    expect(answer.headers.has('retry-after')).toBe(true);
  });

  it('is 409 where the run was cut off, and says so', async () => {
    const email = leaving().employee.email!;
    const id = await engine.begin({ email }, `offboarding-${email}`);
    await engine.temporal.workflow.getHandle(id).terminate('by mistake');
    const answer = await intake.get(`/offboardings/${email}`, authorization);
    expect([answer.status, answer.json.error.code]).toEqual([409, 'already_ended']);
    expect(answer.json.error.message).toContain('was terminated');
  });
});

async function untilReady({ get }: RunningIntake): Promise<void> {
  while ((await get('/readyz')).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
