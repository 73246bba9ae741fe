import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import type { HrEvent } from '../../src/domain/hr/event';
import type { HrEventsReport, HrEventsStatus } from '../../src/domain/hr/status';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture, occurred } from '../support/hr-event';

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  engine = await Engine.start({
    policy: { breaker: { count: 1_000, window: '1h' }, protectedAccounts: ['boss@example.com'] },
  });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

/** One employee with accounts, and what HR says of them. */
function employee() {
  const id = randomUUID();
  const email = engine.addLeaver(`${id}@example.com`);
  const say = async (kind: HrEvent['kind'], about: Partial<HrEvent> = {}) => {
    const event = hrEvent({ kind, employee: { id, email }, ...about });
    await client.hrEvent(event);
    return event;
  };
  return { id, email, say, run: `offboarding-${id}`, hr: `hr-events-${id}` };
}

const hrStatus = (id: string) => engine.query<HrEventsStatus>(id, 'status');
const at = (when: string) => ({ effective: { when } });

const runIs = (id: string, state: string) =>
  eventually(
    () => engine.status(id),
    (status) => status.state === state,
  );
/** Every event that was handed over has been worked on. */
const settled = (hr: string, ids: string[]) =>
  eventually(
    () => engine.query<HrEventsReport>(hr, 'report'),
    ({ status, entries }) =>
      status.waiting === 0 && ids.every((id) => entries.some(({ event }) => event?.id === id)),
  );
/** HR's events know how the run has ended: it says so itself a moment before they are told. */
const knowsThatIt = (hr: string, state: string) =>
  eventually(
    () => hrStatus(hr),
    (status) => status.run?.state === state,
  );
const runsOf = async (workflowId: string) => {
  const runs = [];
  for await (const run of engine.temporal.workflow.list({ query: `WorkflowId = "${workflowId}"` }))
    runs.push(run);
  return runs;
};

describe('a termination that HR records', () => {
  it('is carried out at once where it gives no time', async () => {
    const { say, run, hr, email, id } = employee();
    await say('terminate', { reason: 'contract ended' });
    const status = await eventually(
      () => engine.end(run),
      ({ state }) => state === 'completed',
    );
    expect(status).toMatchObject({ email, employeeId: id });
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive' });
    expect((await engine.report(run)).request).toMatchObject({
      source: 'standard',
      requestedBy: 'HR (standard)',
      reason: 'contract ended',
    });
    await eventually(
      () => hrStatus(hr),
      (seen) => seen.run?.state === 'completed',
    );
  });

  it('waits for its date, however often it is said', async () => {
    const { say, run, hr } = employee();
    const when = inFuture(30 * DAY);
    const first = await say('terminate', at(when));
    await client.hrEvent(first);
    const again = await say('terminate', { ...at(when), ...occurred(1_000) });
    await settled(hr, [first.id, again.id]);
    expect(await runIs(run, 'scheduled')).toMatchObject({ effectiveAt: when });
    await eventually(
      () => runsOf(run),
      (runs) => runs.length === 1,
    );
  });

  it('keeps the zone of a date, and means the end of the working day there', async () => {
    const { say, run } = employee();
    await say('terminate', { effective: { when: '2126-07-31', timeZone: 'America/New_York' } });
    expect(await runIs(run, 'scheduled')).toMatchObject({
      effectiveAt: '2126-07-31T21:00:00.000Z',
    });
    expect((await engine.report(run)).request.timeZone).toBe('America/New_York');
  });

  it('moves with a newer fact, and not with an older one that comes late', async () => {
    const { say, run, hr } = employee();
    const [soon, later] = [inFuture(5 * DAY), inFuture(40 * DAY)];
    await say('terminate', at(inFuture(30 * DAY)));
    await say('change', { ...at(soon), ...occurred(2_000) });
    const late = await say('change', { ...at(later), ...occurred(1_000) });
    await settled(hr, [late.id]);
    expect((await hrStatus(hr)).effectiveAt).toBe(soon);
    // The run is told after the facts are known.
    const { state } = await eventually(
      () => engine.status(run),
      ({ effectiveAt }) => effectiveAt === soon,
    );
    expect(state).toBe('scheduled');
  });

  it('is rescinded by a cancel before its date, in any order of arrival', async () => {
    const inOrder = employee();
    await inOrder.say('terminate', at(inFuture(30 * DAY)));
    await runIs(inOrder.run, 'scheduled');
    await inOrder.say('cancel', occurred(1_000));
    await runIs(inOrder.run, 'rescinded');

    const reversed = employee();
    await reversed.say('cancel', occurred(1_000));
    const late = await reversed.say('terminate', at(inFuture(-DAY)));
    await settled(reversed.hr, [late.id]);
    expect((await hrStatus(reversed.hr)).termination).toBe('withdrawn');
    expect(engine.simulators.zoom.requests({ user: reversed.email })).toEqual([]);
  });

  it('is carried out when it is recorded anew after a cancel', async () => {
    const { say, run } = employee();
    await say('terminate', at(inFuture(30 * DAY)));
    await runIs(run, 'scheduled');
    await say('cancel', occurred(1_000));
    await runIs(run, 'rescinded');
    await say('terminate', occurred(2_000));
    await runIs(run, 'completed');
  });

  it('goes at once, with the highest priority, on revokeNow', async () => {
    const { say, run } = employee();
    await say('terminate', at(inFuture(30 * DAY)));
    await runIs(run, 'scheduled');
    await say('revokeNow', occurred(1_000));
    await runIs(run, 'completed');
    expect((await engine.report(run)).request.urgency).toBe('immediate');
  });

  it('asks a person when it is taken back after its start, and gives no access back by itself', async () => {
    const { say, run, email } = employee();
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      fault: 'zoom.status.400.200',
      user: email,
      times: 1,
    });
    await say('terminate');
    await runIs(run, 'blocked');
    await say('cancel', { ...occurred(1_000), reason: 'typo' });
    const status = await eventually(
      () => engine.status(run),
      ({ needs }) => needs.some(({ code }) => code === 'hr.withdrawn'),
    );
    expect(status.needs.find(({ code }) => code === 'hr.withdrawn')?.message).toContain('typo');
    const said = { by: 'sam', reason: 'a test' };
    await engine.update(run, 'decide', { ...said, step: 'deactivateZoomUser', decision: 'retry' });
    await eventually(
      async () => engine.simulators.zoom.user(email),
      (user) => user?.status === 'inactive',
    );
    // All is done, and still it waits for the answer.
    await eventually(
      () => engine.status(run),
      ({ steps, state }) =>
        state === 'blocked' &&
        steps.some(({ step, state }) => step === 'verifyAccessRemoved' && state === 'done'),
    );
    await engine.update(run, 'release', said);
    expect((await engine.end(run)).state).toBe('completed');
  });

  it('asks a person when it is taken back after its end', async () => {
    const { say, run, hr } = employee();
    await say('terminate');
    await runIs(run, 'completed');
    await say('cancel', occurred(1_000));
    const { needs } = await eventually(
      () => hrStatus(hr),
      (status) => status.needs.length > 0,
    );
    expect(needs[0]?.code).toBe('hr.withdrawnAfterEnd');
    await engine.temporal.workflow
      .getHandle(hr)
      .executeUpdate('dismiss', { args: [{ by: 'sam', reason: 'still gone' }] });
    expect((await hrStatus(hr)).needs).toEqual([]);
    await eventually(
      () => runsOf(run),
      (runs) => runs.length === 1,
    );
  });

  it('is not carried out twice, though HR tells of the day when it comes', async () => {
    const { say, run, hr } = employee();
    const when = inFuture(-1_000);
    await say('terminate', at(when));
    await runIs(run, 'completed');
    await knowsThatIt(hr, 'completed');
    const effective = await say('terminate', { ...at(when), ...occurred(1_000) });
    await settled(hr, [effective.id]);
    await eventually(
      () => runsOf(run),
      (runs) => runs.length === 1,
    );
    expect((await hrStatus(hr)).run?.state).toBe('completed');
  });

  it('gets a run of its own after a rehire, which touches no run of the former employment', async () => {
    const { say, run, hr } = employee();
    await say('terminate');
    await runIs(run, 'completed');
    await knowsThatIt(hr, 'completed');
    const rehired = await say('rehire', occurred(1_000));
    await settled(hr, [rehired.id]);
    expect((await hrStatus(hr)).needs).toEqual([]);
    await say('terminate', { ...at(inFuture(60 * DAY)), ...occurred(2_000) });
    await runIs(run, 'scheduled');
    await eventually(
      () => runsOf(run),
      (runs) => runs.length === 2,
    );
  });
});

describe('beside other triggers', () => {
  it('joins the run that a person started, and moves it to an earlier time only', async () => {
    const { say, run, hr, email, id } = employee();
    await client.start({ email, employeeId: id, effectiveAt: inFuture(10 * DAY) });
    const later = await say('terminate', at(inFuture(20 * DAY)));
    await settled(hr, [later.id]);
    const planned = (await engine.status(run)).effectiveAt;
    expect(Date.parse(planned)).toBeLessThan(Date.now() + 11 * DAY);
    const earlier = inFuture(2 * DAY);
    await say('change', { ...at(earlier), ...occurred(1_000) });
    await eventually(
      () => engine.status(run),
      ({ effectiveAt }) => effectiveAt === earlier,
    );
    expect(await client.start({ email, employeeId: id })).toMatchObject({ joined: true });
    await eventually(
      () => runsOf(run),
      (runs) => runs.length === 1,
    );
  });

  it('does not start again what a person rescinded, until HR says something new', async () => {
    const { say, run, hr } = employee();
    const when = inFuture(30 * DAY);
    const first = await say('terminate', at(when));
    await runIs(run, 'scheduled');
    await engine.signal(run, 'rescind', { by: 'sam', reason: 'a mistake' });
    await runIs(run, 'rescinded');
    await client.hrEvent(first);
    await eventually(
      () => hrStatus(hr),
      (status) => status.run?.state === 'rescinded',
    );
    await say('change', { ...at(inFuture(31 * DAY)), ...occurred(1_000) });
    await runIs(run, 'scheduled');
  });

  it('says when the run was terminated from outside: the leaver may still get in', async () => {
    const { say, run, hr } = employee();
    await say('terminate', at(inFuture(30 * DAY)));
    await runIs(run, 'scheduled');
    await engine.temporal.workflow.getHandle(run).terminate('by mistake');
    const { needs } = await eventually(
      () => hrStatus(hr),
      (status) => status.needs.length > 0,
    );
    expect(needs[0]?.code).toBe('run.cutOff');
  });

  it('does nothing more where a person has carried it out meanwhile', async () => {
    const { say, run, hr, email, id } = employee();
    await client.start({ email, employeeId: id, effectiveAt: inFuture(DAY) });
    const joins = await say('terminate', at(inFuture(2 * DAY)));
    await settled(hr, [joins.id]);
    await engine.signal(run, 'startNow', { by: 'sam', reason: 'leaves today' });
    await runIs(run, 'completed');
    const again = await say('change', { ...at(inFuture(-DAY)), ...occurred(1_000) });
    await settled(hr, [again.id]);
    await knowsThatIt(hr, 'completed');
    await eventually(
      () => runsOf(run),
      (runs) => runs.length === 1,
    );
  });

  it('outlives its events: who cancels those, does not cancel the run', async () => {
    const { say, run, hr } = employee();
    await say('terminate', at(inFuture(30 * DAY)));
    await runIs(run, 'scheduled');
    const events = engine.temporal.workflow.getHandle(hr);
    await events.cancel();
    await events.result().catch(() => undefined);
    expect((await events.describe()).status.name).toBe('CANCELLED');
    await engine.signal(run, 'startNow', { by: 'sam', reason: 'a test' });
    expect((await engine.end(run)).state).toBe('completed');
  });

  it('holds a protected account', async () => {
    const email = engine.addLeaver('boss@example.com');
    await client.hrEvent(hrEvent({ kind: 'terminate', employee: { email } }));
    await runIs(`offboarding-${email}`, 'held');
  });
});

it('goes on where it stood, whatever workers come and go between two events', async () => {
  const { say, run } = employee();
  const dates = [30, 31, 32, 33].map((days) => inFuture(days * DAY));
  await Promise.all(
    dates.map((when, index) => say('change', { ...at(when), ...occurred(index * 10) })),
  );
  await eventually(
    () => engine.status(run),
    ({ effectiveAt }) => effectiveAt === dates.at(-1),
  );
  await engine.restartWorkers();
  const last = inFuture(50 * DAY);
  await say('change', { ...at(last), ...occurred(1_000) });
  await eventually(
    () => engine.status(run),
    ({ effectiveAt }) => effectiveAt === last,
  );
});

describe('what is no termination', () => {
  it('ends at once, and leaves nothing behind', async () => {
    const { say, hr } = employee();
    await say('updated');
    const result = engine.temporal.workflow.getHandle(hr).result();
    expect(await result).toMatchObject({ termination: 'notLeaving', needs: [] });
  });
});
