import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OffboardingStatus } from '../../src/domain/status';
import type { Engine } from '../support/engine';
import { startTableEngine, testCases } from '../support/error-cases-run';
import { TRANSPORT_CASES } from '../support/error-cases-transport';

testCases('when a provider is out of reach', TRANSPORT_CASES, { timeoutMs: 2_000 });

describe('when an outage ends after it blocked a step', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startTableEngine({ policy: { sweepInterval: '1s' } });
  });
  afterAll(() => engine.stop());

  /** Three tries of the policy's, and two more with the next sweep. */
  const OUTAGES = [
    { on: 'zoom', step: 'revokeZoomSsoToken', call: 'revokeToken', fault: 'zoom.any.503' },
    { on: 'zoom', step: 'deactivateZoomUser', call: 'updateStatus', fault: 'zoom.any.reset' },
    {
      on: 'zoom',
      step: 'rotateZoomPassword',
      call: 'updatePassword',
      fault: 'zoom.password.400.300.limit',
    },
    {
      on: 'cloudflare',
      step: 'revokeZeroTrustTokens',
      call: 'revokeUser',
      fault: 'cloudflare.any.502.html',
    },
    {
      on: 'cloudflare',
      step: 'verifyAccessRemoved',
      call: 'listActiveSessions',
      fault: 'cloudflare.any.500',
    },
  ] as const;

  it.each(OUTAGES)('the sweep tries $call again by itself ($fault)', async (outage) => {
    const { on, step, call, fault } = outage;
    const email = `${call}@example.com`.toLowerCase();
    engine.simulators.zoom.addUser({ email });
    engine.simulators.cloudflare.addUser({ email });
    engine.simulators[on].addFault({ call, user: email, fault, times: 5 } as never);
    const id = await engine.begin({ email });
    const status = await engine.end(id);
    expect(status).toMatchObject({ state: 'completed', needs: [] });
    expect(stepIn(status, step)).toMatchObject({ state: 'done', attempts: 6 });
    const { entries } = await engine.report(id);
    const states = entries.flatMap((entry) => (entry.kind === 'state' ? entry.state : []));
    expect(states).toContain('blocked');
    expect(entries.filter(({ kind }) => kind === 'decision')).toEqual([]);
  });

  it('but not what a person must mend, however often it sweeps', async () => {
    const { zoom, cloudflare } = engine.simulators;
    const email = 'scope@example.com';
    zoom.addUser({ email });
    cloudflare.addUser({ email });
    zoom.addFault({ call: 'revokeToken', user: email, fault: 'zoom.any.400.4711' });
    const id = await engine.begin({ email });
    const revokes = () => cloudflare.requests({ call: 'revokeUser', user: email }).length;
    await engine.until(id, () => revokes() >= 4);
    expect(stepIn(await engine.status(id), 'revokeZoomSsoToken')).toMatchObject({
      state: 'blocked',
      code: 'zoom.400.4711',
      attempts: 1,
    });
    expect(zoom.requests({ call: 'revokeToken', user: email })).toHaveLength(1);
    await engine.update(id, 'decide', {
      step: 'revokeZoomSsoToken',
      decision: 'retry',
      by: 'sam',
      reason: 'the scope is added',
    });
    expect((await engine.end(id)).state).toBe('completed');
  });
});

const stepIn = ({ steps }: OffboardingStatus, name: string) =>
  steps.find(({ step }) => step === name);
