import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import type { HrEvent } from '../../src/domain/hr/event';
import type { HrEventsReport } from '../../src/domain/hr/status';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture } from '../support/hr-event';

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

interface Said {
  kind: 'terminate' | 'change' | 'cancel';
  /** Minutes after the first; no two at the same moment. */
  minute: number;
  day: number;
}
const said = fc.record<Said>({
  kind: fc.constantFrom('terminate', 'change', 'cancel'),
  minute: fc.integer({ min: 0, max: 1_000 }),
  day: fc.integer({ min: 10, max: 300 }),
});
const stream = fc
  .uniqueArray(said, { minLength: 1, maxLength: 6, selector: ({ minute }) => minute })
  .filter((facts) => facts.some(({ kind }) => kind !== 'cancel'));
/** In another order, and some of them twice. */
const arrivals = stream.chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    order: fc
      .tuple(
        fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
        fc.subarray(facts),
      )
      .map(([all, again]) => [...all, ...again]),
  }),
);

describe('a stream of events about one employee', () => {
  it('ends where the newest fact says, in whatever order and however often they come', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ facts, order }) => {
        const email = engine.addLeaver(`${randomUUID()}@example.com`);
        const start = Date.now();
        const events = new Map<Said, HrEvent>(
          facts.map((fact) => [
            fact,
            hrEvent({
              kind: fact.kind,
              employee: { email },
              occurredAt: new Date(start - 86_400_000 + fact.minute * 60_000).toISOString(),
              effective: { when: inFuture(fact.day * DAY) },
            }),
          ]),
        );
        for (const fact of order) await client.hrEvent(events.get(fact)!);
        await allUnderstood(
          email,
          [...events.values()].map(({ id }) => id),
        );

        const newest = facts.reduce((a, b) => (b.minute > a.minute ? b : a));
        const run = `offboarding-${email}`;
        if (newest.kind === 'cancel') {
          await eventually(
            () => openRuns(run),
            (open) => open === 0,
          );
          expect(engine.simulators.zoom.requests({ user: email })).toEqual([]);
        } else {
          const { effective } = events.get(newest)!;
          await eventually(
            () => engine.status(run),
            ({ state, effectiveAt }) => state === 'scheduled' && effectiveAt === effective?.when,
          );
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 300_000);
});

const allUnderstood = (email: string, ids: string[]) =>
  eventually(
    () => engine.temporal.workflow.getHandle(`hr-events-${email}`).query<HrEventsReport>('report'),
    ({ status, entries }) =>
      status.waiting === 0 && ids.every((id) => entries.some(({ event }) => event?.id === id)),
  );

async function openRuns(workflowId: string): Promise<number> {
  const query = `WorkflowId = "${workflowId}" AND ExecutionStatus = "Running"`;
  return (await engine.temporal.workflow.count(query)).count;
}
