import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { workflowIdOf } from '../../src/domain/run-start';
import { counted, leavers, TestBatch } from '../support/batch';
import { Engine } from '../support/engine';
import { goOn, holdUp, standStill } from '../support/under-way';

const SAID = { by: 'Ann', reason: 'because' };

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

describe('pause and resume', () => {
  it('let no further run begin, and then the others', async () => {
    const rows = leavers(engine, 'paused', 4);
    const first = workflowIdOf(rows[0]!.email);
    await holdUp(engine, [rows[0]!.email]);
    const batch = await TestBatch.start(engine, { window: 1 });
    await batch.add(rows);
    await standStill(engine, [first]);
    const paused = await batch.update('pause', SAID);
    expect(paused).toMatchObject({ state: 'paused', paused: { ...SAID, at: expect.any(String) } });
    await goOn(engine, [first]);
    const waiting = await batch.until(({ counts }) => counts.completed === 1);
    expect(counted(waiting)).toEqual({ completed: 1, waiting: 3 });
    await expect(batch.update('pause', SAID)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('Ann has paused it') },
    });

    expect(await batch.update('resume', SAID)).toMatchObject({ state: 'running' });
    expect(counted(await batch.end())).toEqual({ completed: 4 });
  });

  it('are refused where they do not fit', async () => {
    const batch = await TestBatch.start(engine, {});
    const refusal = (name: string, argument: unknown) =>
      batch.update(name, argument).catch((error: Error) => (error.cause as Error).message);
    expect(await refusal('resume', SAID)).toBe('The batch is not paused.');
    expect(await refusal('pause', { by: 'Ann' })).toContain('reason');
    await batch.handle.terminate();
  });
});

describe('a batch that is cancelled', () => {
  it('starts nobody any more, and leaves alone who has begun', async () => {
    const rows = leavers(engine, 'cancelled', 3);
    const first = workflowIdOf(rows[0]!.email);
    await holdUp(engine, [rows[0]!.email]);
    const batch = await TestBatch.start(engine, { window: 1 });
    await batch.add(rows);
    await standStill(engine, [first]);
    await batch.handle.cancel();
    await expect(batch.end()).rejects.toThrow(WorkflowFailedError);
    expect(await batch.status()).toMatchObject({
      state: 'cancelled',
      counts: { waiting: 2, running: 1 },
    });
    await goOn(engine, [first]);
    expect((await engine.end(first)).state).toBe('completed');
    await expect(engine.status(workflowIdOf(rows[1]!.email))).rejects.toThrow('not found');
  });
});

describe('wrong input', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /one JSON object such as \{"window"/],
    ['no window', { window: 0 }, /at least 1[^]*window/],
    ['leavers', { leavers: [] }, /leavers/],
  ])('%s ends the batch Failed', async (_what, input, words) => {
    const batch = await TestBatch.start(engine, ...(input === undefined ? [] : [input]));
    const error = await batch.end().catch((failure: WorkflowFailedError) => failure.cause);
    expect(error as ApplicationFailure).toMatchObject({
      type: 'InvalidInput',
      message: expect.stringMatching(words),
    });
  });
});
