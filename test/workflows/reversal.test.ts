import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, stepOf } from '../support/engine';
import { eventually } from '../support/eventually';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start({ policy: { sweepDelay: '1h' } });
});
afterAll(() => engine.stop());

const said = { by: 'hr', reason: 'stays after all' };

const leaver = (email: string, atZoom: object = {}) =>
  engine.addLeaver(email, { type: 2, ...atZoom });
const changesOf = (email: string): string[] =>
  engine.simulators.zoom
    .requests({ user: email })
    .map(({ call }) => call)
    .filter((call) => call !== 'getUser' && call !== 'revokeToken');
const stateOf = (...which: Parameters<typeof stepOf>) => stepOf(...which)?.state;

/** The call has arrived, so often: seen there, since by the time that the run could tell of it, it may be over. */
const isUnderWay = (user: string, calls: number) =>
  eventually(
    async () => engine.simulators.zoom.requests({ call: 'updateStatus', user }),
    ({ length }) => length === calls,
  );

/** Contained, and the password done: all that waits is the sweep, an hour away. */
const untilQuiet = (id: string) =>
  engine.until(id, (status) =>
    ['deactivateZoomUser', 'rotateZoomPassword'].every((name) => stateOf(status, name) === 'done'),
  );

describe('a termination taken back after the effective time', () => {
  it('restores the account and its licence from the snapshot, and nothing else', async () => {
    const email = leaver('r1@example.com');
    const id = await engine.begin({ email });
    await untilQuiet(id);
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive', type: 1 });
    await engine.signal(id, 'rescind', said);
    const status = await engine.end(id);
    expect(status.state).toBe('rescinded');
    expect(stateOf(status, 'deactivateZoomUser')).toBe('reversed');
    expect(engine.simulators.zoom.user(email)).toMatchObject({
      status: 'active',
      type: 2,
      sessions: 0,
    });
    expect(changesOf(email)).toEqual([
      'updateStatus',
      'updatePassword',
      'updateStatus',
      'updateUser',
    ]);
  });

  it('gives a withdrawn role back last: Zoom activates no administrator', async () => {
    await engine.usePolicy({ sweepDelay: '1h', adminAccounts: 'demote' });
    const email = leaver('r2@example.com', { role_id: '1' });
    const id = await engine.begin({ email });
    await untilQuiet(id);
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive', role_id: '2' });
    await engine.signal(id, 'rescind', said);
    const status = await engine.end(id);
    expect(status.state).toBe('rescinded');
    expect(stateOf(status, 'withdrawZoomRole')).toBe('reversed');
    expect(engine.simulators.zoom.user(email)).toMatchObject({
      status: 'active',
      type: 2,
      role_id: '1',
    });
    expect(changesOf(email).slice(-3)).toEqual(['updateStatus', 'updateUser', 'assignRole']);
    await engine.usePolicy({ sweepDelay: '1h' });
  });

  it('does not activate an account that was inactive before', async () => {
    const email = leaver('r3@example.com', { status: 'inactive', type: 1 });
    const id = await engine.begin({ email });
    await untilQuiet(id);
    await engine.signal(id, 'rescind', said);
    const status = await engine.end(id);
    expect(stateOf(status, 'activateZoomUser')).toBe('notApplicable');
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive' });
  });

  it('asks a person where the reversal is refused, and ends once it works', async () => {
    const email = leaver('r4@example.com');
    const id = await engine.begin({ email });
    await untilQuiet(id);
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      fault: 'zoom.status.400.3412',
    });
    await engine.signal(id, 'rescind', said);
    const blocked = await engine.until(id, ({ state }) => state === 'blocked');
    expect(blocked.needs).toMatchObject([{ step: 'activateZoomUser', code: 'zoom.400.3412' }]);
    await engine.update(id, 'decide', {
      step: 'activateZoomUser',
      decision: 'retry',
      by: 'sam',
      reason: 'freed a seat',
    });
    expect((await engine.end(id)).state).toBe('rescinded');
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'active' });
  });

  it('is not undone by a cancellation in its middle', async () => {
    const email = leaver('r5@example.com');
    const id = await engine.begin({ email });
    await untilQuiet(id);
    engine.simulators.zoom.addFault({ call: 'updateStatus', user: email, delayMs: 3_000 });
    await engine.signal(id, 'rescind', said);
    await isUnderWay(email, 2);
    await engine.temporal.workflow.getHandle(id).cancel();
    await engine.temporal.workflow
      .getHandle(id)
      .result()
      .catch(() => undefined);
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'active', type: 2 });
    expect((await engine.status(id)).state).toBe('rescinded');
  });

  it('ends a call under way before it restores anything', async () => {
    const email = leaver('r6@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      delayMs: 3_000,
      applied: true,
    });
    const id = await engine.begin({ email });
    await isUnderWay(email, 1);
    await engine.signal(id, 'rescind', said);
    expect((await engine.end(id)).state).toBe('rescinded');
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'active', type: 2 });
  });
});

describe('a failure', () => {
  it('never restores access: a run that is cancelled keeps what it did', async () => {
    const email = leaver('r7@example.com');
    const id = await engine.begin({ email });
    await untilQuiet(id);
    await engine.temporal.workflow.getHandle(id).cancel();
    await engine.temporal.workflow
      .getHandle(id)
      .result()
      .catch(() => undefined);
    expect(await engine.status(id)).toMatchObject({ state: 'cancelled' });
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive' });
    expect(changesOf(email)).toEqual(['updateStatus', 'updatePassword']);
  });
});
