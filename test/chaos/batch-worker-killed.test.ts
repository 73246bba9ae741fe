import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { counted, leavers, TestBatch } from '../support/batch';
import { Engine } from '../support/engine';
import { WorkerProcess } from '../support/worker-process';

let engine: Engine;
let worker: WorkerProcess;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  worker = await WorkerProcess.start(engine);
});
afterAll(async () => {
  await worker?.drain();
  await engine?.stop();
});

describe('a batch whose worker is killed in the middle', () => {
  it('goes on with another one: everybody is taken through, and nobody is started twice', async () => {
    const rows = leavers(engine, 'killed', 12);
    const { zoom } = engine.simulators;
    for (const { email: user } of rows) zoom.addFault({ call: 'updateStatus', user, delayMs: 300 });
    const batch = await TestBatch.start(engine, { window: 3 });
    await batch.add(rows.slice(0, 8), { last: false });
    await batch.until(({ counts }) => counts.completed >= 2);
    await worker.kill();

    const replacing = WorkerProcess.start(engine);
    // Waits for the worker that comes.
    const added = batch.add(rows.slice(8), { from: 8 });
    worker = await replacing;
    expect(await added).toMatchObject({ received: 12, isComplete: true });
    expect(counted(await batch.end())).toEqual({ completed: 12 });
    for (const { email } of rows) expect(zoom.user(email)).toMatchObject({ status: 'inactive' });
    const { events = [] } = await batch.handle.fetchHistory();
    const started = (events ?? []).flatMap(
      ({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowId ?? [],
    );
    expect(started.sort()).toEqual(rows.map(({ email }) => `offboarding-${email}`).sort());
  });
});
