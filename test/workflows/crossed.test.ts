import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, stepOf } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, inFuture } from '../support/hr-event';

/** Messages, faults and waits that cross each other: where a process is easily wrong. */
let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

const said = { by: 'sam', reason: 'a test' };

const zoomStatus = (email: string) => engine.simulators.zoom.user(email)?.status;
const leaver = (email: string, atZoom: object = {}) =>
  engine.addLeaver(email, { type: 2, ...atZoom });

describe('a reversal', () => {
  it('does not take a snapshot read after the deactivation for the state before it', async () => {
    await engine.usePolicy({ sweepDelay: '1h' });
    const email = leaver('x1@example.com');
    engine.simulators.zoom.addFault({ call: 'getUser', user: email, fault: 'zoom.any.400.4711' });
    const id = await engine.begin({ email });
    await engine.until(
      id,
      (now) => stepOf(now, 'rotateZoomPassword').state === 'done' && now.state === 'blocked',
    );
    await engine.update(id, 'decide', { ...said, step: 'readZoomUser', decision: 'retry' });
    await engine.until(id, (now) => stepOf(now, 'readZoomUser').state === 'done');
    await engine.signal(id, 'rescind', said);
    const blocked = await engine.until(id, ({ state }) => state === 'blocked');
    expect(blocked.needs).toMatchObject([{ step: 'activateZoomUser', code: 'engine.noSnapshot' }]);
    for (const step of ['activateZoomUser', 'restoreZoomLicence']) {
      await engine.until(id, ({ needs }) => needs.some((need) => need.step === step));
      await engine.update(id, 'decide', { ...said, step, decision: 'skip' });
    }
    const status = await engine.end(id);
    expect(stepOf(status, 'deactivateZoomUser').state).toBe('done');
  });

  it('restores a deactivation that landed without an answer', async () => {
    await engine.usePolicy({
      sweepDelay: '1h',
      retry: { initialInterval: '30s', maximumInterval: '60s' },
    });
    const email = leaver('x2@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      fault: 'zoom.any.reset',
      applied: true,
    });
    const id = await engine.begin({ email });
    await engine.until(id, (now) => stepOf(now, 'deactivateZoomUser').state === 'retrying');
    await engine.signal(id, 'rescind', said);
    expect((await engine.end(id)).state).toBe('rescinded');
    expect(zoomStatus(email)).toBe('active');
  });

  it('calls nothing reversed that was not', async () => {
    await engine.usePolicy({ sweepDelay: '1h' });
    const email = leaver('x3@example.com', { type: 1 });
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      fault: 'zoom.status.400.3412',
      skip: 1,
      times: 'always',
    });
    const id = await engine.begin({ email });
    await engine.until(id, (now) => stepOf(now, 'rotateZoomPassword').state === 'done');
    await engine.signal(id, 'rescind', said);
    await engine.until(id, ({ state }) => state === 'blocked');
    await engine.update(id, 'decide', { ...said, step: 'activateZoomUser', decision: 'skip' });
    const status = await engine.end(id);
    expect(stepOf(status, 'deactivateZoomUser').state).toBe('done');
    expect(zoomStatus(email)).toBe('inactive');
  });

  it('is not lost to a cancellation that came first, while a call is under way', async () => {
    await engine.usePolicy({ sweepDelay: '1h' });
    const email = leaver('x4@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      delayMs: 3_000,
      applied: true,
    });
    const id = await engine.begin({ email });
    // Seen where it arrives: by the time that the run could tell of it, it may be over.
    await eventually(
      async () => engine.simulators.zoom.requests({ call: 'updateStatus', user: email }),
      ({ length }) => length === 1,
    );
    await engine.temporal.workflow.getHandle(id).cancel();
    await engine.signal(id, 'rescind', said);
    await engine.temporal.workflow
      .getHandle(id)
      .result()
      .catch(() => undefined);
    expect((await engine.status(id)).state).toBe('rescinded');
    expect(zoomStatus(email)).toBe('active');
  });
});

describe('the verification', () => {
  it('looks at Zoom for as long as a deactivation is not settled', async () => {
    await engine.usePolicy({ sweepDelay: '100ms', sweepInterval: '300ms', maximumSweeps: 2 });
    const email = leaver('x5@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      fault: 'zoom.any.403',
      times: 'always',
    });
    const id = await engine.begin({ email });
    await engine.until(id, ({ state }) => state === 'blocked');
    const decide = { ...said, step: 'deactivateZoomUser', decision: 'markDone' };
    await engine.update(id, 'decide', decide);
    const blocked = await engine.until(id, ({ needs }) => needs.length === 2);
    expect(blocked.needs.map(({ code }) => code)).toEqual(['zoom.403', 'zoom.stillActive']);
    await engine.update(id, 'decide', decide);
    await engine.until(id, (now) => stepOf(now, 'deactivateZoomUser').state === 'blocked');
    engine.simulators.zoom.clearFaults();
    expect((await engine.end(id)).state).not.toBe('rescinded');
  });

  it('does not drop the deactivation that it asked for when a person decides about it', async () => {
    await engine.usePolicy({
      sweepDelay: '100ms',
      stagePatience: '2m',
      retry: { initialInterval: '1h', maximumInterval: '1h' },
    });
    const email = leaver('x6@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      respond: { status: 204, body: '' },
    });
    engine.simulators.zoom.addFault({ call: 'updateStatus', user: email, fault: 'zoom.any.503' });
    const id = await engine.begin({ email });
    await engine.until(
      id,
      (now) =>
        stepOf(now, 'deactivateZoomUser').state === 'retrying' &&
        stepOf(now, 'verifyAccessRemoved').state === 'retrying',
    );
    await engine.update(id, 'decide', { ...said, step: 'verifyAccessRemoved', decision: 'retry' });
    // It waits for its next try as before, which can be hurried; and then the next look finds the account closed.
    expect(stepOf(await engine.status(id), 'deactivateZoomUser').state).toBe('retrying');
    await engine.update(id, 'decide', { ...said, step: 'deactivateZoomUser', decision: 'retry' });
    expect((await engine.end(id)).state).toBe('completed');
    expect(zoomStatus(email)).toBe('inactive');
  });
});

describe('a wrong e-mail', () => {
  it('is noticed however late the look-up answers', async () => {
    await engine.usePolicy({
      stagePatience: '200ms',
      retry: { initialInterval: '1s', maximumInterval: '1s' },
    });
    const email = 'nobody.x7@example.com';
    engine.simulators.zoom.addFault({
      call: 'getUser',
      user: email,
      fault: 'zoom.any.503',
      times: 2,
    });
    engine.simulators.zoom.addFault({
      call: 'revokeToken',
      user: email,
      fault: 'zoom.any.503',
      times: 2,
    });
    const id = await engine.begin({ email });
    const blocked = await engine.until(id, ({ state }) => state === 'blocked');
    expect(blocked.needs).toMatchObject([{ code: 'employee.notFoundAnywhere' }]);
    await engine.update(id, 'decide', { ...said, step: 'readZoomUser', decision: 'skip' });
    expect((await engine.end(id)).state).toBe('completedWithExceptions');
  });
});

describe('a held run', () => {
  it('that is rescheduled waits for the new time after its release', async () => {
    await engine.usePolicy({ protectedAccounts: ['x8@example.com'] });
    const id = await engine.begin({ email: leaver('x8@example.com') });
    await engine.until(id, ({ state }) => state === 'held');
    await engine.signal(id, 'startNow', said);
    await engine.signal(id, 'reschedule', { ...said, effectiveAt: '2099-01-01T00:00:00Z' });
    expect(await engine.update(id, 'release', said)).toMatchObject({ state: 'scheduled' });
    await engine.temporal.workflow.getHandle(id).terminate();
  });
});

describe("the engine's own signal, sent by a person", () => {
  it('counts for nothing', async () => {
    await engine.usePolicy({});
    // It waits until they have come: what has ended takes no signal.
    const email = leaver('x9@example.com');
    const id = await engine.begin({ email, effectiveAt: inFuture(DAY) });
    await engine.temporal.workflow.getHandle(id).signal('stepRetrying');
    await engine.signal(id, 'stepRetrying', {});
    await engine.signal(id, 'stepRetrying', {
      step: 'activateZoomUser',
      attempt: 1,
      at: 'x',
      code: 'x',
      message: 'x',
      exchanges: [],
    });
    await engine.signal(id, 'startNow', said);
    const status = await engine.end(id);
    expect(status).toMatchObject({ state: 'completed' });
    expect(status.steps).toHaveLength(7);
  });
});

describe('an administrator', () => {
  it('is demoted once the missing scope is there, by the same decision', async () => {
    await engine.usePolicy({});
    const email = leaver('x10@example.com', { role_id: '1' });
    engine.simulators.zoom.addFault({
      call: 'unassignRole',
      user: email,
      fault: 'zoom.any.400.4711',
    });
    const id = await engine.begin({ email });
    const decide = { ...said, step: 'deactivateZoomUser', decision: 'demoteAndRetry' };
    await engine.until(id, ({ state }) => state === 'blocked');
    await engine.update(id, 'decide', decide);
    await engine.until(id, ({ needs }) => needs.some(({ step }) => step === 'withdrawZoomRole'));
    await engine.until(id, ({ needs }) => needs.some(({ step }) => step === 'deactivateZoomUser'));
    await engine.update(id, 'decide', decide);
    expect((await engine.end(id)).state).toBe('completed');
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive', role_id: '2' });
  });
});

describe('a long outage', () => {
  it('continues as new although its steps are tried again all the time', async () => {
    await engine.usePolicy({ sweepInterval: '50ms', retry: { maximumAttempts: 1 } });
    const email = leaver('x11@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      fault: 'zoom.any.503',
      times: 'always',
    });
    const id = await engine.begin({ email });
    const handle = engine.temporal.workflow.getHandle(id);
    const first = (await handle.describe()).runId;
    while ((await handle.describe()).runId === first)
      await new Promise((resolve) => setTimeout(resolve, 100));
    engine.simulators.zoom.clearFaults();
    expect((await engine.end(id)).state).toBe('completed');
  });
});
