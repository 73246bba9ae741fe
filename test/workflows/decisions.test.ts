import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, stepOf } from '../support/engine';
import { eventually } from '../support/eventually';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

const said = { by: 'sam', reason: 'a test' };

/** A run that waits for a decision: Zoom denies the deactivation, for ever. */
async function blockedRun(email: string): Promise<string> {
  engine.addLeaver(email);
  engine.simulators.zoom.addFault({
    call: 'updateStatus',
    user: email,
    fault: 'zoom.any.403',
    times: 'always',
  });
  const id = await engine.begin({ email });
  await engine.until(id, ({ state }) => state === 'blocked');
  return id;
}
const refusal = (pattern: RegExp) => ({
  cause: { message: expect.stringMatching(pattern) as unknown },
});

describe('decide', () => {
  it('skip: the run ends with exceptions, and the record says who and why', async () => {
    const id = await blockedRun('d1@example.com');
    const answer = await engine.update(id, 'decide', {
      ...said,
      step: 'deactivateZoomUser',
      decision: 'skip',
    });
    expect(answer.needs).toEqual([]);
    const status = await engine.end(id);
    expect(status.state).toBe('completedWithExceptions');
    expect(status.containedAt).toBeUndefined();
    expect(stepOf(status, 'deactivateZoomUser')).toMatchObject({
      state: 'skipped',
      message: 'Skipped by sam: a test',
    });
    const decisions = (await engine.report(id)).entries.filter(({ kind }) => kind === 'decision');
    expect(decisions).toMatchObject([
      { by: 'sam', reason: 'a test', decision: 'skip', step: 'deactivateZoomUser' },
    ]);
  });

  it('markDone is checked like anything else: an account that reads active does not pass', async () => {
    const id = await blockedRun('d2@example.com');
    await engine.update(id, 'decide', {
      ...said,
      step: 'deactivateZoomUser',
      decision: 'markDone',
    });
    // It looks again, and in the end asks a person; that it does the former is over in a moment.
    const status = await engine.until(
      id,
      (now) => stepOf(now, 'verifyAccessRemoved').code === 'zoom.stillActive',
    );
    expect(['retrying', 'blocked']).toContain(stepOf(status, 'verifyAccessRemoved').state);
    engine.simulators.zoom.addUser({ email: 'd2@example.com', status: 'inactive' });
    engine.simulators.zoom.clearFaults();
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('retry tries once more, and blocks again where nothing was mended', async () => {
    const id = await blockedRun('d3@example.com');
    const decide = { ...said, step: 'deactivateZoomUser', decision: 'retry' };
    await engine.update(id, 'decide', decide);
    await engine.until(
      id,
      (now) => now.state === 'blocked' && stepOf(now, 'deactivateZoomUser').attempts === 2,
    );
    engine.simulators.zoom.clearFaults();
    await engine.update(id, 'decide', decide);
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('does not wait with a step that waits for its next try', async () => {
    const email = 'd4@example.com';
    engine.addLeaver(email);
    engine.simulators.zoom.addFault({
      call: 'updatePassword',
      user: email,
      fault: 'zoom.password.400.300.limit',
    });
    await engine.usePolicy({ passwordLimitDelay: '24h' });
    const id = await engine.begin({ email });
    const waiting = await engine.until(
      id,
      (now) => stepOf(now, 'rotateZoomPassword').state === 'retrying' && now.state === 'contained',
    );
    expect(waiting).toMatchObject({ needs: [] });
    const inADay = Date.parse(stepOf(waiting, 'rotateZoomPassword').nextAttemptAt!) - Date.now();
    expect(inADay).toBeGreaterThan(23 * 3_600_000);
    await engine.update(id, 'decide', { ...said, step: 'rotateZoomPassword', decision: 'retry' });
    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    expect(stepOf(status, 'rotateZoomPassword')).toMatchObject({ state: 'done', attempts: 2 });
    await engine.usePolicy({});
  });

  it('is refused, with the reason, where it does not fit', async () => {
    const id = await blockedRun('d5@example.com');
    const decide = (argument: object) => engine.update(id, 'decide', { ...said, ...argument });
    await expect(
      decide({ step: 'deactivateZoomUser', decision: 'demoteAndRetry' }),
    ).rejects.toMatchObject(refusal(/takes retry, skip, markDone/));
    await expect(decide({ step: 'revokeZoomSsoToken', decision: 'retry' })).rejects.toMatchObject(
      refusal(/is done and needs no decision.*deactivateZoomUser/),
    );
    await expect(decide({ step: 'activateZoomUser', decision: 'retry' })).rejects.toMatchObject(
      refusal(/not a step of this run/),
    );
    await expect(decide({ step: 'deactivateZoomUser', decision: 'forget' })).rejects.toMatchObject(
      refusal(/decision/),
    );
    await expect(
      decide({ step: 'deactivateZoomUser', decision: 'skip', reason: ' ' }),
    ).rejects.toMatchObject(refusal(/must say why/));
    await expect(engine.update(id, 'decide', undefined)).rejects.toMatchObject(
      refusal(/expected object/),
    );
    expect(await engine.status(id)).toMatchObject({ state: 'blocked' });
    await engine.temporal.workflow.getHandle(id).terminate();
  });
});

describe('a blocked run', () => {
  it('is found by what it is blocked on', async () => {
    const id = await blockedRun('d6@example.com');
    const query = `OffboardingState = 'blocked' AND OffboardingBlockedOn = 'zoom.403' AND WorkflowId = '${id}'`;
    await eventually(
      async () => (await engine.temporal.workflow.count(query)).count,
      (found) => found === 1,
    );
    await engine.temporal.workflow.getHandle(id).terminate();
  });

  it('continues as new when its history grows long, and loses nothing by it', async () => {
    await engine.usePolicy({ sweepInterval: '20ms' });
    const id = await blockedRun('d7@example.com');
    const handle = engine.temporal.workflow.getHandle(id);
    const first = (await handle.describe()).runId;
    while ((await handle.describe()).runId === first)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const status = await engine.status(id);
    expect(status).toMatchObject({
      state: 'blocked',
      needs: [{ step: 'deactivateZoomUser', code: 'zoom.403' }],
    });
    const sweeps = stepOf(status, 'sweepSessions').attempts;
    await engine.until(id, (now) => stepOf(now, 'sweepSessions').attempts > sweeps);
    engine.simulators.zoom.clearFaults();
    await engine.update(id, 'decide', { ...said, step: 'deactivateZoomUser', decision: 'retry' });
    expect((await engine.end(id)).state).toBe('completed');
    const report = await engine.report(id);
    expect(report.runId).toBe(first);
    expect(report.entries.length).toBeLessThan(60);
    expect(report.entries[0]).toMatchObject({ kind: 'state', state: 'running' });
    await engine.usePolicy({});
  });
});
