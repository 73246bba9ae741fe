import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding } from '../../src/client';
import { workflowIdOf } from '../../src/domain/run-start';
import { counted, leavers, TestBatch } from '../support/batch';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';

const SAID = { by: 'Ann', reason: 'because' };

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

/** How often each of these leavers' accounts was closed. */
const closures = (emails: string[]): number[] =>
  emails.map((user) => engine.simulators.zoom.requests({ user, call: 'updateStatus' }).length);

/** Some 1,840 bytes each as JSON: 540 of them are nearly all that may wait. */
const wideRows = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    email: `${name}-${at}@example.com`,
    reason: '漢'.repeat(500),
    zoomUserId: 'z'.repeat(250),
  }));

describe('rows that come in chunks', () => {
  it('are added once each, however often and however overlapping they come', async () => {
    const rows = leavers(engine, 'chunks', 6);
    const batch = await TestBatch.start(engine, {});
    expect(await batch.add(rows.slice(0, 3), { last: false })).toMatchObject({ received: 3 });
    expect(await batch.add(rows.slice(0, 3), { last: false })).toMatchObject({ received: 3 });
    await batch.until(({ counts }) => counts.completed === 3);
    expect(await batch.add(rows.slice(1, 5), { from: 1, last: false })).toMatchObject({
      received: 5,
      isComplete: false,
    });
    expect(await batch.add(rows.slice(5), { from: 5 })).toMatchObject({ isComplete: true });
    expect(counted(await batch.end())).toEqual({ completed: 6 });
    expect(closures(rows.map(({ email }) => email))).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('of more at once than may wait are refused, and so is what leaves a gap or goes beyond the end', async () => {
    const [first, second] = leavers(engine, 'refused', 2);
    const batch = await TestBatch.start(engine, {});
    const refusal = (...add: Parameters<TestBatch['add']>) =>
      batch.add(...add).catch((error: Error) => (error.cause as Error).message);
    expect(await refusal([second!], { from: 1 })).toBe(
      'Rows are missing: the next index is 0, and these begin with 1.',
    );
    expect(await refusal([{ email: 'nobody' }])).toMatch(/e-mail address[^]*rows\[0\].email/);
    const row = { email: 'a@example.com', reason: 'x'.repeat(500) };
    expect(await refusal(Array.from({ length: 2_000 }, () => row))).toContain('fewer rows');
    await batch.add([first!]);
    expect(await refusal([second!], { from: 1 })).toContain('another batch');
    expect(counted(await batch.end())).toEqual({ completed: 1 });
  });

  it('wait until there is room', async () => {
    const rows = wideRows('room', 560);
    const batch = await TestBatch.start(engine, { window: 20 });
    await batch.update('pause', SAID);
    await batch.add(rows.slice(0, 270), { last: false });
    await batch.add(rows.slice(270, 540), { from: 270, last: false });
    const more = rows.slice(540).map((row, at) => ({ index: 540 + at, ...row }));
    const adding = await batch.handle.startUpdate('addLeavers', {
      args: [{ rows: more }],
      waitForStage: 'ACCEPTED',
    });
    // Its handler has begun, and had it found room, the rows were in.
    expect(await batch.status()).toMatchObject({ received: 540, counts: { waiting: 540 } });

    await batch.update('resume', SAID);
    expect(await adding.result()).toMatchObject({ received: 560 });
    await batch.handle.terminate();
  });
});

describe('a batch whose history grows long', () => {
  it('keeps rows that wait for room, and takes those in that were sent to its former history', async () => {
    const rows = wideRows('moving', 560).map((row, at) => ({ ...row, line: at + 1 }));
    const batch = await TestBatch.start(engine, { window: 20 });
    await batch.update('pause', SAID);
    const firstRun = (await batch.handle.describe()).runId;
    const client = await connectOffboarding(settingsFor(engine.namespace));
    const handingOver = client.batches.addLeavers(batch.workflowId, rows);
    // One of its chunks waits; what is known already fills the history.
    while ((await batch.handle.describe()).runId === firstRun)
      await batch.add(rows.slice(0, 1), { last: false });
    const moved = await batch.status();
    expect(moved).toMatchObject({ state: 'paused', isComplete: false });
    expect(moved.counts.waiting).toBe(moved.received);
    await batch.update('resume', SAID);
    expect(await handingOver).toMatchObject({ received: 560, isComplete: true });
    await batch.handle.terminate();
    await client.close();
  });

  it('continues as new, misses nobody and starts nobody twice', async () => {
    const rows = leavers(engine, 'long', 60);
    const admin = engine.addLeaver('long-admin@example.com', { role_id: '1' });
    const batch = await TestBatch.start(engine, { window: 20, lookAgain: '500ms' });
    await batch.add([{ email: admin }, ...rows.slice(0, 40)], { last: false });
    await batch.add(rows.slice(40), { from: 41 });
    const end = await batch.end();
    expect(end).toMatchObject({ state: 'finished', total: 61, received: 61 });
    expect(counted(end)).toEqual({ blocked: 1, completed: 60 });
    expect(end.problems).toEqual([{ line: 1, workflowId: workflowIdOf(admin), state: 'blocked' }]);
    expect(closures(rows.map(({ email }) => email))).toEqual(rows.map(() => 1));
    const { runId, raw } = await batch.handle.describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
  });

  it('counts runs that it joins before and after alike, and each frees its slot', async () => {
    const runs = leavers(engine, 'there', 60);
    const later = { effectiveAt: '2036-11-27T17:00:00Z' };
    await Promise.all(
      runs.map(({ email }) => engine.begin({ email, ...later }, workflowIdOf(email))),
    );
    const batch = await TestBatch.start(engine, { window: 20 });
    await batch.add(Array.from({ length: 5 }, () => runs).flat());
    expect(counted(await batch.end())).toEqual({ joined: 300 });
    const { runId, raw } = await batch.handle.describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
  });

  it('finds out what became of runs that it started before and that say nothing more', async () => {
    const rows = leavers(engine, 'carried', 30);
    const [gone] = leavers(engine, 'gone', 1);
    // It is under way for as long as the test lasts.
    await engine.usePolicy({ retry: { initialInterval: '1h', maximumInterval: '1h' } });
    const fault = { call: 'updateStatus', user: gone!.email, fault: 'zoom.any.503' } as const;
    engine.simulators.zoom.addFault(fault);
    const batch = await TestBatch.start(engine, { window: 3, lookAgain: '500ms' });
    const firstRun = (await batch.handle.describe()).runId;
    await batch.add([gone!, ...rows], { last: false });
    await batch.until(({ counts }) => counts.completed === 30);
    // Pauses fill the history up to where it continues as new.
    for (let at = 0; (await batch.handle.describe()).runId === firstRun; at += 1)
      await batch.update(at % 2 === 0 ? 'pause' : 'resume', SAID);
    await engine.temporal.workflow.getHandle(workflowIdOf(gone!.email)).terminate();
    const status = await batch.until(({ counts }) => counts.failed === 1);
    expect(counted(status)).toEqual({ completed: 30, failed: 1 });
    await batch.add([], { from: 31 });
    expect((await batch.end()).problems).toMatchObject([
      { line: 1, state: 'failed', message: 'It was terminated from outside.' },
    ]);
  });
});
