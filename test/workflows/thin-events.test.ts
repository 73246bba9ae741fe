import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import type { HrEvent } from '../../src/domain/hr/event';
import type { HrEventsReport, HrEventsStatus } from '../../src/domain/hr/status';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { hrEvent, inFuture, occurred } from '../support/hr-event';

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  engine = await Engine.start({ policy: { breaker: { count: 1_000, window: '1h' } } });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

let count = 5_000;
/** Somebody whom BambooHR knows; `record` changes what it says when it is asked. */
function employee(about: object = {}) {
  const id = String((count += 1));
  const email = engine.addLeaver(`${randomUUID()}@example.com`);
  const record = (change: object) =>
    engine.simulators.hr.addUser({ source: 'bamboohr', id, email, ...change });
  record(about);
  const say = async (kind: HrEvent['kind'] = 'updated', more: Partial<HrEvent> = {}) => {
    const event = hrEvent({ kind, source: 'bamboohr', employee: { id }, readBack: true, ...more });
    await client.hrEvent(event);
    return event;
  };
  return { id, email, record, say, run: `offboarding-${id}`, hr: `hr-events-${id}` };
}
const hrStatus = (id: string) => engine.query<HrEventsStatus>(id, 'status');
const runIs = (id: string, state: string) =>
  eventually(
    () => engine.status(id),
    (status) => status.state === state,
  );
const needs = (hr: string, code: string) =>
  eventually(
    () => hrStatus(hr),
    (status) => status.needs.some((need) => need.code === code),
  );

describe('an event that only says that something changed', () => {
  it('is completed with what the HR system answers: who, and when', async () => {
    const { say, run, email, id } = employee({ terminationDate: '2126-07-31' });
    await say();
    const status = await runIs(run, 'scheduled');
    expect(status).toMatchObject({
      email,
      employeeId: id,
      effectiveAt: '2126-07-31T17:00:00.000Z',
    });
  });

  it('leaves alone who works there, and ends', async () => {
    const { say, hr } = employee();
    await say();
    expect(await engine.temporal.workflow.getHandle(hr).result()).toMatchObject({
      termination: 'notLeaving',
    });
  });

  it('follows the record: moved, taken back, recorded anew', async () => {
    const { say, run, record } = employee({ terminationDate: '2126-07-31' });
    await say();
    await runIs(run, 'scheduled');
    record({ terminationDate: '2126-09-30' });
    await say();
    await eventually(
      () => engine.status(run),
      ({ effectiveAt }) => effectiveAt.startsWith('2126-09-30'),
    );
    record({ terminationDate: null });
    await say();
    await runIs(run, 'rescinded');
    record({ terminationDate: '2026-01-31', active: false });
    await say();
    await runIs(run, 'completed');
  });

  it('says nothing new when the record is as it was', async () => {
    const { say, hr, run } = employee({ terminationDate: '2126-07-31' });
    await say();
    await runIs(run, 'scheduled');
    await engine.signal(run, 'rescind', { by: 'sam', reason: 'HR is wrong' });
    await runIs(run, 'rescinded');
    const again = await say();
    const { facts } = await eventually(
      () => engine.temporal.workflow.getHandle(hr).query<HrEventsReport>('report'),
      ({ status, entries }) =>
        status.waiting === 0 &&
        entries.some(({ event, text }) => event?.id === again.id && /known already/.test(text)),
    );
    expect(facts).toHaveLength(1);
    expect((await engine.status(run)).state).toBe('rescinded');
  });

  it('revokes now whom HR says to revoke, whatever the record says besides', async () => {
    const { say, run } = employee({ terminationDate: '2126-07-31' });
    await say('revokeNow');
    await runIs(run, 'completed');
    expect((await engine.report(run)).request.urgency).toBe('immediate');
  });
});

describe('an HR system that cannot answer', () => {
  it('is asked again through an outage', async () => {
    const { say, run, id } = employee({ terminationDate: '2026-01-31', active: false });
    engine.simulators.hr.addFault({
      fault: 'bamboohr.employee.503',
      user: id,
      times: 2,
      retryAfterSeconds: 1,
    });
    await say();
    await runIs(run, 'completed');
  });

  it('has a person asked where the key is wrong, and goes on by itself once that is mended', async () => {
    const { say, run, hr, id } = employee({ terminationDate: '2026-01-31', active: false });
    engine.simulators.hr.addFault({ fault: 'bamboohr.employee.401', user: id, times: 'always' });
    await say();
    await needs(hr, 'bamboohr.401');
    engine.simulators.hr.clearFaults();
    await runIs(run, 'completed');
    expect((await hrStatus(hr)).needs).toEqual([]);
  });

  it('holds up no other event', async () => {
    const { say, run, hr, id, email } = employee({ terminationDate: '2126-07-31' });
    engine.simulators.hr.addFault({ fault: 'bamboohr.employee.401', user: id, times: 'always' });
    await say();
    await needs(hr, 'bamboohr.401');
    await client.hrEvent(hrEvent({ kind: 'revokeNow', employee: { id, email } }));
    await runIs(run, 'completed');
    engine.simulators.hr.clearFaults();
  });

  it('is asked again on time, though another one is long about its answer', async () => {
    const { say, run, id } = employee({ terminationDate: '2026-01-31', active: false });
    const { hr: system } = engine.simulators;
    system.addFault({ fault: 'hibob.employee.429', user: id, retryAfterSeconds: 3_600 });
    await say('updated', { source: 'hibob' });
    await eventually(
      async () => system.requests({ user: id }),
      ({ length }) => length === 1,
    );
    system.addFault({ fault: 'bamboohr.employee.401', user: id, times: 1 });
    await say();
    await runIs(run, 'completed');
  });

  it('is waited for without a timer, once it is asked again and bids to come later', async () => {
    const { say, id, email, run, hr } = employee({ terminationDate: '2126-07-31' });
    const { hr: system } = engine.simulators;
    system.addFault({ fault: 'bamboohr.employee.401', user: id, times: 1 });
    await say();
    await needs(hr, 'bamboohr.401');
    system.addFault({ fault: 'bamboohr.employee.429', user: id, retryAfterSeconds: 3_600 });
    await eventually(
      async () => system.requests({ user: id }),
      ({ length }) => length === 2,
    );
    await client.hrEvent(hrEvent({ kind: 'revokeNow', employee: { id, email } }));
    await runIs(run, 'completed');
    const { events } = await engine.temporal.workflow.getHandle(hr).fetchHistory();
    const timers = (events ?? []).filter(({ timerStartedEventAttributes: it }) => it);
    // The one until it is asked again; a time that has passed would set one after the other.
    expect(timers.length).toBeLessThanOrEqual(3);
  });

  it('has a person asked where there is no work e-mail, and where it contradicts the event', async () => {
    const nobody = employee({ terminationDate: '2026-01-31', active: false, email: null });
    await nobody.say();
    await needs(nobody.hr, 'employee.noEmail');

    const works = employee();
    await works.say('terminate');
    await needs(works.hr, 'hr.contradiction');
    expect(engine.simulators.zoom.requests({ user: works.email })).toEqual([]);
    works.record({ terminationDate: '2026-01-31' });
    await runIs(works.run, 'completed');
  });

  it('says what to set where the worker has no key for it', async () => {
    const id = randomUUID();
    const event = { kind: 'updated', source: 'personio', readBack: true } as const;
    await client.hrEvent(hrEvent({ ...event, employee: { id } }));
    const { needs: asked } = await needs(`hr-events-${id}`, 'personio.notConfigured');
    expect(asked[0]?.message).toContain('personio');
    await engine.temporal.workflow
      .getHandle(`hr-events-${id}`)
      .executeUpdate('dismiss', { args: [{ by: 'sam', reason: 'not ours' }] });
    await engine.temporal.workflow.getHandle(`hr-events-${id}`).result();
  });
});

it('loses no event while no worker is there for the whole time', async () => {
  const away = await Engine.start({ workers: false });
  const sender = await connectOffboarding(settingsFor(away.namespace));
  try {
    const email = away.addLeaver(`${randomUUID()}@example.com`);
    const say = (kind: HrEvent['kind'], ms: number, when?: string) =>
      sender.hrEvent(
        hrEvent({
          kind,
          employee: { email },
          ...occurred(ms),
          ...(when ? { effective: { when } } : {}),
        }),
      );
    await say('change', 3_000, inFuture(-1_000));
    await say('cancel', 2_000);
    await say('terminate', 1_000, inFuture(90 * 86_400_000));
    await away.restartWorkers();
    await eventually(
      () => away.status(`offboarding-${email}`),
      ({ state }) => state === 'completed',
    );
  } finally {
    await sender.close();
    await away.stop();
  }
});
