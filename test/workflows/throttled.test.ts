import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttemptEntry } from '../../src/domain/report';
import { Engine, stepOf } from '../support/engine';

const THROTTLED = { call: 'revokeToken', fault: 'zoom.any.429.perSecond' } as const;

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start({ simulators: { seed: 'empty' } });
});
afterAll(() => engine.stop());

const triesOf = async (id: string, step: string) =>
  (await engine.report(id)).entries.filter(
    (entry): entry is AttemptEntry => entry.kind === 'attempt' && entry.step === step,
  );

describe('a step that is told to come back later', () => {
  it('waits as often as it takes, with one try only, and each wait is in the evidence', async () => {
    await engine.usePolicy({ retry: { maximumAttempts: 1 } });
    const user = engine.addLeaver('patient@example.com');
    engine.simulators.zoom.addFault({ ...THROTTLED, user, times: 2 });
    const id = await engine.begin({ email: user });
    const end = await engine.end(id);
    expect(end.state).toBe('completed');
    expect(stepOf(end, 'revokeZoomSsoToken')).toMatchObject({ state: 'done', attempts: 3 });
    const tries = await triesOf(id, 'revokeZoomSsoToken');
    expect(tries.map(({ attempt, outcome, code }) => [attempt, outcome, code])).toEqual([
      [1, 'failed', 'zoom.429.429'],
      [2, 'failed', 'zoom.429.429'],
      [3, 'done', undefined],
    ]);
    for (const { nextAttemptAt } of tries.slice(0, 2)) expect(nextAttemptAt).toBeDefined();
    // The first one may have fetched the token as well.
    for (const { exchanges } of tries)
      expect(exchanges.filter(({ call }) => call === 'revokeToken')).toHaveLength(1);
  });

  it('still has as many other tries as the policy gives it, and no more', async () => {
    await engine.usePolicy({ sweepInterval: '1h', retry: { maximumAttempts: 2 } });
    const user = engine.addLeaver('unlucky@example.com');
    const { zoom } = engine.simulators;
    zoom.addFault({ call: 'revokeToken', fault: 'zoom.any.503', user });
    zoom.addFault({ ...THROTTLED, user });
    zoom.addFault({ call: 'revokeToken', fault: 'zoom.any.503', user });
    const id = await engine.begin({ email: user });
    const status = await engine.until(id, ({ state }) => state === 'blocked');
    expect(stepOf(status, 'revokeZoomSsoToken')).toMatchObject({
      code: 'zoom.503.503',
      attempts: 3,
    });
    expect(zoom.requests({ call: 'revokeToken', user })).toHaveLength(3);
  });

  it('is blocked once that has gone on for too long, and goes through by itself after that', async () => {
    await engine.usePolicy({ throttlePatience: '1s' });
    const user = engine.addLeaver('starved@example.com');
    const { zoom } = engine.simulators;
    zoom.addFault({ ...THROTTLED, user, times: 'always' });
    const id = await engine.begin({ email: user });
    const { needs } = await engine.until(id, ({ state }) => state === 'blocked');
    expect(needs).toMatchObject([{ step: 'revokeZoomSsoToken', code: 'zoom.429.429' }]);
    zoom.clearFaults();
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('does not keep a person waiting who decides meanwhile', async () => {
    await engine.usePolicy({});
    const user = engine.addLeaver('decided@example.com');
    engine.simulators.zoom.addFault({
      ...{ user, call: 'revokeToken', fault: 'zoom.any.429.daily' },
      retryAfterSeconds: 7_200,
    });
    const id = await engine.begin({ email: user });
    await engine.until(id, (status) => stepOf(status, 'revokeZoomSsoToken').state === 'retrying');
    const step = 'revokeZoomSsoToken';
    await engine.update(id, 'decide', { step, decision: 'retry', by: 'sam', reason: 'raised' });
    const end = await engine.end(id);
    expect(stepOf(end, 'revokeZoomSsoToken')).toMatchObject({ state: 'done', attempts: 2 });
  });
});
