import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine } from '../support/engine';
import type { ErrorCase } from '../support/error-cases';
import {
  beginCases,
  checkCase,
  startTableEngine,
  testCases,
  type CaseRun,
} from '../support/error-cases-run';
import {
  CONTAINMENT_CASES,
  DEMOTION_CASES,
  POLICY_CASES,
  REVERSAL_CASES,
} from '../support/error-cases-special';

/** The sweep of these runs is an hour away: what is revoked again is revoked again by the containment. */
const NO_SWEEP = { sweepDelay: '1h' };

/** The times at which a call came, the first of all first; a later one never stands before an earlier one. */
const timesOf = (requests: { at: string }[]): number[] => requests.map(({ at }) => Date.parse(at));

function expectContainment({ simulators }: Engine, _one: ErrorCase, { email }: CaseRun): void {
  const { zoom, cloudflare } = simulators;
  const refusedAt = timesOf(zoom.requests({ call: 'updateStatus', user: email }))[0]!;
  const after = [
    zoom.requests({ call: 'updatePassword', user: email })[0],
    zoom.requests({ call: 'revokeToken', user: email })[1],
    cloudflare.requests({ call: 'revokeUser', user: email })[1],
  ];
  for (const request of after) expect(Date.parse(request!.at)).toBeGreaterThanOrEqual(refusedAt);
}

testCases(
  'when Zoom refuses deactivation for good, the password goes and both revokes come again at once:',
  CONTAINMENT_CASES,
  { policy: NO_SWEEP },
  expectContainment,
);

testCases(
  'where policy demotes administrators, switches every step on, and waits an hour for passwords:',
  [...DEMOTION_CASES, ...POLICY_CASES],
  {
    policy: {
      adminAccounts: 'demote',
      endLiveMeetings: true,
      freeZeroTrustSeat: true,
      passwordLimitDelay: '1h',
    },
  },
  ({ simulators }, { zoomUser, expected }, { email }) => {
    const user = simulators.zoom.user(email);
    if (expected.run === 'completed')
      expect(user).toMatchObject({ status: 'inactive', role_id: '2', passwordChanges: 1 });
    if (zoomUser.role_id !== '0') return;
    expect(user).toMatchObject({ status: 'active', role_id: '0' });
    expect(simulators.zoom.requests({ call: 'unassignRole', user: email })).toEqual([]);
  },
);

describe('when Zoom refuses to take a termination back', () => {
  let engine: Engine;
  let runs: Map<ErrorCase, CaseRun>;
  beforeAll(async () => {
    engine = await startTableEngine({ policy: { ...NO_SWEEP, adminAccounts: 'demote' } });
    runs = await beginCases(engine, REVERSAL_CASES);
  });
  afterAll(() => engine.stop());

  it.each(REVERSAL_CASES)('$name', async (one) => {
    const run = runs.get(one)!;
    const isClosed = { status: 'inactive', passwordChanges: 1 };
    await engine.until(
      run.workflowId,
      ({ state, steps }) =>
        state === 'contained' &&
        steps.find(({ step }) => step === 'rotateZoomPassword')?.state === 'done',
    );
    expect(engine.simulators.zoom.user(run.email)).toMatchObject(isClosed);
    await engine.signal(run.workflowId, 'rescind', { by: 'hr', reason: 'stays after all' });
    await checkCase(engine, one, run);
    if (one.expected.step === 'activateZoomUser')
      expect(engine.simulators.zoom.user(run.email)).toMatchObject(isClosed);
  });
});

describe('when a refusal of deactivation means something else', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startTableEngine({ policy: NO_SWEEP });
  });
  afterAll(() => engine.stop());

  it('nothing is revoked again before the sweep', async () => {
    const email = 'refused@example.com';
    const { zoom, cloudflare } = engine.simulators;
    zoom.addUser({ email });
    cloudflare.addUser({ email });
    zoom.addFault({ call: 'updateStatus', user: email, fault: 'zoom.any.400.4711' });
    const id = await engine.begin({ email });
    const status = await engine.until(id, ({ steps }) =>
      steps.some(({ step, state }) => step === 'rotateZoomPassword' && state === 'done'),
    );
    expect(status.needs).toMatchObject([{ step: 'deactivateZoomUser', code: 'zoom.400.4711' }]);
    expect(cloudflare.requests({ call: 'revokeUser' })).toHaveLength(1);
    expect(zoom.requests({ call: 'revokeToken' })).toHaveLength(1);
  });
});
