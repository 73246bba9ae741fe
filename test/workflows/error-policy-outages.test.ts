import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OffboardingStatus } from '../../src/domain/status';
import type { Engine } from '../support/engine';
import { startTableEngine, testCases } from '../support/error-cases-run';
import { TRANSPORT_CASES } from '../support/error-cases-transport';

const isSilence = ({ kind }: (typeof TRANSPORT_CASES)[number]) => kind === 'timeout';
const answered = TRANSPORT_CASES.filter((errorCase) => !isSilence(errorCase));

testCases('when a provider is out of reach', answered);
// On their own: so short a timeout is no fault of a machine that is busy with forty others.
testCases('when a provider does not answer', TRANSPORT_CASES.filter(isSilence), {
  timeoutMs: 3_000,
});

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

describe('when an outage ends after it blocked a step', () => {
  let engine: Engine;
  let mendsItself: string[];
  let needsAPerson: string;
  beforeAll(async () => {
    engine = await startTableEngine({ policy: { sweepInterval: '1s' } });
    mendsItself = await Promise.all(
      OUTAGES.map(({ on, call, fault }) =>
        begin(`${call}@example.com`, on, { call, fault, times: 5 }),
      ),
    );
    const fault = { call: 'revokeToken', fault: 'zoom.any.400.4711' };
    needsAPerson = await begin('scope@example.com', 'zoom', fault);
  });
  afterAll(() => engine.stop());

  function begin(email: string, on: 'zoom' | 'cloudflare', fault: object): Promise<string> {
    engine.simulators.zoom.addUser({ email });
    engine.simulators.cloudflare.addUser({ email });
    engine.simulators[on].addFault({ user: email, ...fault });
    return engine.begin({ email });
  }

  it.each(OUTAGES.map((outage, i) => ({ ...outage, i })))(
    'the sweep tries $call again by itself ($fault)',
    async ({ step, i }) => {
      const id = mendsItself[i]!;
      const status = await engine.end(id);
      expect(status).toMatchObject({ state: 'completed', needs: [] });
      expect(stepIn(status, step)).toMatchObject({ state: 'done', attempts: 6 });
      const { entries } = await engine.report(id);
      const states = entries.flatMap((entry) => (entry.kind === 'state' ? entry.state : []));
      expect(states).toContain('blocked');
      expect(entries.filter(({ kind }) => kind === 'decision')).toEqual([]);
    },
  );

  it('but not what a person must mend, however often it sweeps', async () => {
    const { zoom, cloudflare } = engine.simulators;
    const user = 'scope@example.com';
    const revokes = () => cloudflare.requests({ call: 'revokeUser', user }).length;
    const status = await engine.until(needsAPerson, () => revokes() >= 4);
    expect(stepIn(status, 'revokeZoomSsoToken')).toMatchObject({
      state: 'blocked',
      code: 'zoom.400.4711',
      attempts: 1,
    });
    expect(zoom.requests({ call: 'revokeToken', user })).toHaveLength(1);
    await engine.update(needsAPerson, 'decide', {
      step: 'revokeZoomSsoToken',
      decision: 'retry',
      by: 'sam',
      reason: 'the scope is added',
    });
    expect((await engine.end(needsAPerson)).state).toBe('completed');
  });
});

const stepIn = ({ steps }: OffboardingStatus, name: string) =>
  steps.find(({ step }) => step === name);
