import { randomUUID } from 'node:crypto';
import type { OffboardingClient } from '../../src/client';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { hrEvent } from '../support/hr-event';
import { endOfDay, listed } from './page-support';

const said = { by: 'a test', reason: 'to see it on the page' };

/** Protected are those of the board. */
export const POLICY = { protectedAccounts: ['*@board.example.com'] };

/**
 * A leaver in each state that a run can be in, done by the engine itself; named for the state.
 * @returns once Temporal's list tells of all of them
 */
export async function everyState(engine: Engine, client: OffboardingClient): Promise<void> {
  const { zoom, cloudflare } = engine.simulators;
  const begin = (email: string, more: object = {}) =>
    engine.begin({ email, source: 'a-feed', ...more }, `offboarding-${email}`);

  const ended = async () => {
    const completed = await begin(engine.addLeaver('completed@example.com'));
    cloudflare.addUser({ email: 'with.exceptions@example.com', sessions: 1 });
    const exceptions = await begin('with.exceptions@example.com');
    const rescinded = await begin(engine.addLeaver('rescinded@example.com'), LATER);
    await engine.signal(rescinded, 'rescind', said);
    const cancelled = await begin(engine.addLeaver('cancelled@example.com'), LATER);
    await engine.until(cancelled, ({ state }) => state === 'scheduled');
    await engine.temporal.workflow.getHandle(cancelled).cancel();
    await begin('failed@example.com', { effectiveAt: 'soon' });
    const terminated = await begin(engine.addLeaver('terminated@example.com'), LATER);
    await engine.until(terminated, ({ state }) => state === 'scheduled');
    await engine.temporal.workflow.getHandle(terminated).terminate('by hand');
    await Promise.all([completed, exceptions, rescinded].map((id) => engine.end(id)));
  };
  const waiting = async () => {
    for (const name of ['one', 'two']) {
      const email = engine.addLeaver(`blocked.${name}@example.com`);
      const fault = 'cloudflare.any.403.10000';
      cloudflare.addFault({ fault, call: 'revokeUser', user: email });
      // The page goes by when runs were taken up, which need not be the order in which they were begun.
      await engine.until(await begin(email), ({ state }) => state !== 'scheduled');
    }
    await begin(engine.addLeaver('held@board.example.com'));
    const employee = { id: `E-${randomUUID()}` };
    await client.hrEvent(
      hrEvent({ kind: 'terminate', employee, effective: { when: '2126-07-31' } }),
    );
  };
  await Promise.all([ended(), waiting()]);

  await engine.usePolicy({ ...POLICY, sweepDelay: '1h' });
  zoom.addFault({
    fault: 'zoom.any.429.daily',
    call: 'updateStatus',
    user: 'running@example.com',
    retryAfterSeconds: 3_600,
  });
  const running = await begin(engine.addLeaver('running@example.com'));
  await engine.until(running, ({ state }) => state === 'running');
  const contained = await begin(engine.addLeaver('contained@example.com'));
  await engine.until(contained, ({ state }) => state === 'contained');
  for (const days of [0, 1, 3]) {
    const email = engine.addLeaver(`day.${days}@example.com`);
    await begin(email, { effectiveAt: endOfDay(days).toISOString() });
  }
  await listed(engine, {
    email: 'late@example.com',
    state: 'scheduled',
    effectiveAt: new Date(Date.now() - 7_200_000),
  });
  await listed(engine, { email: 'not.taken.up@example.com' });
  await eventually(
    async () => (await client.runs.find()).map(({ state = 'none' }) => state).sort(),
    (states) => JSON.stringify(states) === JSON.stringify(STATES),
  );
}

const LATER = { effectiveAt: '2126-07-31T12:00:00Z' };
const STATES = [
  ...['blocked', 'blocked', 'blocked', 'cancelled', 'completed', 'completedWithExceptions'],
  ...['contained', 'failed', 'held', 'none', 'rescinded', 'running'],
  ...['scheduled', 'scheduled', 'scheduled', 'scheduled', 'terminated'],
];
