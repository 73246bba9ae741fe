import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import {
  BREAKER_WORKFLOW_ID,
  BREAKER_WORKFLOW_TYPE,
  COUNT_TERMINATION,
  type BreakerRecord,
} from '../../src/domain/breaker';
import { TASK_QUEUE } from '../../src/domain/contract';
import { person } from '../cli/person';
import { offboard } from '../cli/run-cli';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture, occurred } from '../support/hr-event';

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  engine = await Engine.start({
    policy: { breaker: { count: 3, window: '1h' }, protectedAccounts: ['*@board.example.com'] },
  });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const answer = (...line: string[]) =>
  offboard({ namespace: engine.namespace }, ...line, '--reason', 'checked with HR');

/** HR records the end of somebody's employment, a month ahead; answers the id of the run. */
async function leaves(source: string, domain = 'example.com'): Promise<string> {
  const email = engine.addLeaver(`${randomUUID()}@${domain}`);
  const effective = { when: inFuture(30 * DAY) };
  await client.hrEvent(hrEvent({ kind: 'terminate', source, employee: { email }, effective }));
  return `offboarding-${email}`;
}
/** The state of a run that the breaker has counted. */
async function stateOf(id: string): Promise<string> {
  const { counted } = await eventually(breaker, ({ counted }) => counted.some(isAbout(id)));
  const isHeld = counted.find(isAbout(id))?.held;
  return (await engine.until(id, ({ state }) => (state === 'held') === isHeld)).state;
}
const isAbout =
  (id: string) =>
  ({ key }: { key: string }) =>
    key.startsWith(`${id} `);
const runIs = (id: string, state: string) => engine.until(id, (status) => status.state === state);
const breaker = () => engine.query<BreakerRecord>(BREAKER_WORKFLOW_ID, 'status');
/** Lists learn of a change a moment later. */
const listed = (source: string, count: number) =>
  eventually(
    () => client.heldRuns.list(source),
    (held) => held.length === count,
  );

describe('a feed that goes wild', () => {
  it('has its further terminations held, touched by nobody, until a person lets them go', async () => {
    const ids = [];
    for (let i = 0; i < 6; i += 1) {
      const id = await leaves('wild');
      expect(await stateOf(id)).toBe(i < 3 ? 'scheduled' : 'held');
      ids.push(id);
    }
    const { needs } = await engine.status(ids[5]!);
    expect(needs[0]).toMatchObject({
      code: 'breaker.tripped',
      message: expect.stringContaining('6 automatic terminations within 1h, the policy lets 3'),
    });
    expect((await breaker()).trippedAt).toBeDefined();

    // The count is Temporal's: other workers, and a breaker that continued elsewhere, still know it.
    await engine.restartWorkers();
    expect(await stateOf(await leaves('wild'))).toBe('held');

    const guarded = await leaves('wild', 'board.example.com');
    expect(await stateOf(guarded)).toBe('held');
    await listed('wild', 4);
    const doubtful = await offboard(
      { namespace: engine.namespace, ...person('n\n') },
      ...['release', '--source', 'wild', '--reason', 'why'],
    );
    expect(doubtful.stdout).toContain('The breaker holds:\n  offboarding-');
    expect(doubtful.stderr).toContain('Release all 4? [y/N] Nothing was sent.');
    expect(await client.heldRuns.list('wild')).toHaveLength(4);
    for (const line of [
      ['release', '--source', 'wild'],
      ['release', '--all', '--json'],
      ['rescind', '--held'],
    ])
      expect(await answer(...line)).toMatchObject({
        ...{ exit: 2, stdout: '', stderr: expect.stringContaining('--yes: must be given') },
      });
    expect(await client.heldRuns.list('wild')).toHaveLength(4);
    const released = await answer('release', '--source', 'wild', '--yes');
    expect(released.stdout).toContain('4 released.');
    expect(released.exit).toBe(0);
    for (const id of ids) await runIs(id, 'scheduled');
    // A protected account is nobody's bulk.
    await runIs(guarded, 'held');
    expect((await breaker()).trippedAt).toBeUndefined();
    expect(await stateOf(await leaves('wild'))).toBe('scheduled');
  });

  it('holds up no person, and nobody whose access must go this minute', async () => {
    const ids = [];
    for (let i = 0; i < 6; i += 1) ids.push(await leaves('urgent'));
    const states = await Promise.all(ids.map(stateOf));
    const held = ids[states.indexOf('held')] ?? '';
    expect(ids).toContain(held);
    const { workflowId } = await client.start({
      email: engine.addLeaver(`${randomUUID()}@example.com`),
      effectiveAt: inFuture(DAY),
    });
    await runIs(workflowId, 'scheduled');

    const email = engine.addLeaver(`${randomUUID()}@example.com`);
    await client.hrEvent(hrEvent({ kind: 'revokeNow', employee: { email } }));
    expect((await finished(`offboarding-${email}`)).state).toBe('completed');
    const same = held.replace('offboarding-', '');
    await client.hrEvent(
      hrEvent({
        kind: 'revokeNow',
        source: 'urgent',
        employee: { email: same },
        ...occurred(1_000),
      }),
    );
    expect((await finished(held)).state).toBe('completed');
  });

  it('is held though it sends hundreds at once: so many go, the others wait, and none is lost', async () => {
    const floods = await Engine.start({ policy: { breaker: { count: 5, window: '1h' } } });
    const sender = await connectOffboarding(settingsFor(floods.namespace));
    try {
      const effective = { when: inFuture(30 * DAY) };
      const emails = Array.from({ length: 200 }, () => `${randomUUID()}@example.com`);
      await Promise.all(
        emails.map((email) =>
          sender.hrEvent(hrEvent({ kind: 'terminate', employee: { email }, effective })),
        ),
      );
      const counted = await eventually(
        () =>
          floods.temporal.workflow
            .getHandle(BREAKER_WORKFLOW_ID)
            .query<BreakerRecord>('status')
            .then((record) => record.counted),
        ({ length }) => length === emails.length,
      );
      expect(counted.filter(({ held }) => !held)).toHaveLength(5);
      await eventually(
        () => sender.heldRuns.list(),
        ({ length }) => length === emails.length - 5,
      );
    } finally {
      await sender.close();
      await floods.stop();
    }
  });

  it('has each run answered once, however often it asks before the verdict is there', async () => {
    const crowd = await Engine.start({ workers: false });
    try {
      const { workflow } = crowd.temporal;
      for (const asked of ['first', 'second', 'first', 'first', 'second']) {
        const breaker = { count: 3, window: '1h' };
        await workflow.signalWithStart(BREAKER_WORKFLOW_TYPE, {
          workflowId: BREAKER_WORKFLOW_ID,
          taskQueue: TASK_QUEUE,
          signal: COUNT_TERMINATION,
          signalArgs: [{ key: asked, workflowId: `run-${asked}`, source: 'crowd', breaker }],
        });
      }
      await crowd.restartWorkers();
      const verdicts = await eventually(
        async () => {
          const { events } = await workflow.getHandle(BREAKER_WORKFLOW_ID).fetchHistory();
          return (events ?? []).flatMap(
            ({ signalExternalWorkflowExecutionInitiatedEventAttributes: sent }) =>
              sent?.workflowExecution?.workflowId ?? [],
          );
        },
        ({ length }) => length > 0,
      );
      expect(verdicts).toEqual(['run-first', 'run-second']);
    } finally {
      await crowd.stop();
    }
  });

  it('is taken back as a whole', async () => {
    const ids = [];
    for (let i = 0; i < 5; i += 1) ids.push(await leaves('wrong'));
    const held = [];
    for (const id of ids) if ((await stateOf(id)) === 'held') held.push(id);
    expect(held.length).toBeGreaterThan(0);
    await listed('wrong', held.length);
    const taken = await answer('rescind', '--held', '--source', 'wrong', '--yes', '--json');
    expect(JSON.parse(taken.stdout)).toMatchObject({ accepted: held.length, failed: 0 });
    for (const id of held) expect((await finished(id)).state).toBe('rescinded');
  });
});

async function finished(id: string) {
  await eventually(() => engine.status(id));
  return engine.end(id);
}
