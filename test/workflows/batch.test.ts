import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflowIdOf } from '../../src/domain/run-start';
import { counted, leavers, TestBatch } from '../support/batch';
import { Engine } from '../support/engine';
import { goOn, holdUp, standStill } from '../support/under-way';

const SAID = { by: 'Ann', reason: 'because' };
const LATER = '2036-11-27T17:00:00+01:00';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

/** How many runs of these worked at the same time: from the start of each to its containment. */
async function mostAtOnce(emails: string[]): Promise<number> {
  const changes: [number, number][] = [];
  for (const email of emails) {
    const workflowId = workflowIdOf(email);
    const { startTime } = await engine.temporal.workflow.getHandle(workflowId).describe();
    const { containedAt = '' } = await engine.status(workflowId);
    changes.push([startTime.getTime(), 1], [Date.parse(containedAt), -1]);
  }
  changes.sort(([a, up], [b, other]) => a - b || up - other);
  let now = 0;
  return Math.max(...changes.map(([, change]) => (now += change)));
}

/** What a run could be found by before any worker saw it. */
async function attributesAtStart(workflowId: string): Promise<string[]> {
  const { events } = await engine.temporal.workflow.getHandle(workflowId).fetchHistory();
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  return Object.keys(started?.searchAttributes?.indexedFields ?? {}).sort();
}

describe('a batch', () => {
  it('takes every leaver through, in a window that is never wider than asked for', async () => {
    const rows = leavers(engine, 'window', 30);
    const emails = rows.map(({ email }) => email);
    // The first five at once, however long each start takes; the others one after the other.
    const first = emails.slice(0, 5).map(workflowIdOf);
    await holdUp(engine, emails.slice(0, 5));
    for (const user of emails)
      engine.simulators.zoom.addFault({ call: 'updateStatus', user, delayMs: 100 });
    const batch = await TestBatch.start(engine, { window: 5 });
    const added = await batch.add(rows);
    await standStill(engine, first);
    expect(counted(await batch.status())).toEqual({ running: 5, waiting: 25 });
    await goOn(engine, first);
    expect(added).toMatchObject({ total: 30, received: 30, isComplete: true });

    const end = await batch.end();
    expect(end).toMatchObject({ state: 'finished', total: 30, problems: [], moreProblems: 0 });
    expect(counted(end)).toEqual({ completed: 30 });
    expect(await mostAtOnce(emails)).toBe(5);
    for (const email of emails)
      expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive' });
  });

  it('starts runs like any other trigger: id, input, search attributes, priority, summary', async () => {
    const [{ email } = { email: '' }, { email: urgent } = { email: '' }] = leavers(
      engine,
      'like',
      2,
    );
    const batch = await TestBatch.start(engine, { reason: 'site closes', requestedBy: 'Ann' });
    await batch.add([
      { email: email.toUpperCase(), employeeId: 'like 1', effectiveAt: LATER },
      { email: urgent, urgency: 'immediate', reason: 'own reason' },
    ]);
    expect(counted(await batch.end())).toEqual({ scheduled: 1, completed: 1 });

    const run = await engine.temporal.workflow.getHandle('offboarding-like 1').describe();
    expect(run).toMatchObject({ type: 'offboardEmployee', priority: { priorityKey: 5 } });
    expect(await run.staticSummary()).toBe(`Offboard ${email}`);
    expect(await attributesAtStart('offboarding-like 1')).toEqual([
      ...['EmployeeId', 'OffboardingEffectiveAt', 'OffboardingSource'],
    ]);
    const attributes = run.typedSearchAttributes
      .getAll()
      .map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(attributes)).toMatchObject({
      EmployeeId: 'like 1',
      OffboardingSource: 'batch',
      OffboardingEffectiveAt: new Date('2036-11-27T16:00:00Z'),
    });
    const { request } = await engine.report('offboarding-like 1');
    expect(request).toMatchObject({ email, reason: 'site closes', requestedBy: 'Ann' });
    const other = await engine.temporal.workflow.getHandle(workflowIdOf(urgent)).describe();
    expect(other.priority).toMatchObject({ priorityKey: 1 });
    expect((await engine.report(workflowIdOf(urgent))).request.reason).toBe('own reason');
    // The run outlives its batch.
    await engine.signal('offboarding-like 1', 'startNow', SAID);
    expect((await engine.end('offboarding-like 1')).state).toBe('completed');
  });

  it('is not held up by leavers who wait for a person or a date, and names those who need one', async () => {
    const [first, second] = leavers(engine, 'others', 2);
    await engine.usePolicy({ protectedAccounts: ['*@board.example.com'] });
    const admin = engine.addLeaver('admin-in-batch@example.com', { role_id: '1' });
    const batch = await TestBatch.start(engine, { window: 1 });
    await batch.add([
      { email: admin, line: 7 },
      { email: 'ceo@board.example.com', line: 8 },
      { email: first!.email, employeeId: 'not yet', effectiveAt: LATER },
      second!,
    ]);
    const end = await batch.end();
    expect(counted(end)).toEqual({ blocked: 1, held: 1, scheduled: 1, completed: 1 });
    expect(end.problems).toEqual([
      { line: 7, workflowId: workflowIdOf(admin), state: 'blocked' },
      { line: 8, workflowId: 'offboarding-ceo@board.example.com', state: 'held' },
    ]);
    await engine.usePolicy({});
  });

  it('sees what becomes of a blocked leaver while it goes on', async () => {
    const admin = engine.addLeaver('admin-decided@example.com', { role_id: '1' });
    const batch = await TestBatch.start(engine, {});
    await batch.add([{ email: admin }], { last: false });
    await batch.until(({ counts }) => counts.blocked === 1);
    const decide = { step: 'deactivateZoomUser', decision: 'demoteAndRetry', ...SAID };
    await engine.update(workflowIdOf(admin), 'decide', decide);
    const status = await batch.until(({ counts }) => counts.completed === 1);
    expect(status).toMatchObject({ state: 'running', isComplete: false, problems: [] });
    await batch.add([], { from: 1 });
    expect(counted(await batch.end())).toEqual({ completed: 1 });
  });

  it('joins a run that is under way, and gives its slot to the next', async () => {
    const rows = leavers(engine, 'joined', 3);
    const id = workflowIdOf(rows[0]!.email);
    await engine.begin({ email: rows[0]!.email, effectiveAt: LATER }, id);
    const batch = await TestBatch.start(engine, { window: 1 });
    await batch.add(rows);
    expect(counted(await batch.end())).toEqual({ joined: 1, completed: 2 });
    expect((await engine.status(id)).state).toBe('scheduled');
  });

  it('counts a run that was ended from outside, and goes on without it', async () => {
    const rows = leavers(engine, 'ended', 4);
    const [terminated, cancelled] = rows.map(({ email }) => workflowIdOf(email));
    await holdUp(
      engine,
      rows.slice(0, 2).map(({ email }) => email),
    );
    const batch = await TestBatch.start(engine, { window: 2 });
    await batch.add(rows);
    await standStill(engine, [terminated!, cancelled!]);
    await engine.temporal.workflow.getHandle(terminated!).terminate('by hand');
    await engine.temporal.workflow.getHandle(cancelled!).cancel();
    const end = await batch.end();
    expect(counted(end)).toEqual({ failed: 1, cancelled: 1, completed: 2 });
    expect(end.problems).toMatchObject([
      { line: 1, state: 'failed', message: 'It was terminated from outside.' },
      { line: 2, state: 'cancelled' },
    ]);
  });
});
