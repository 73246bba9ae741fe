import type { OffboardingReport } from '../../../src/domain/report';
import type { StepName } from '../../../src/domain/steps';
import type { Evidence, RunEvidence, SimulatedRequest } from '../evidence/evidence';
import type { Leaver } from '../plan/leavers';

const AT = '2026-11-22T12:00:00.000Z';
export const EMAIL = 'jane.doe@example.com';
export const OPENED_AT = Date.parse(AT);
export const PASSWORD = 'p4ss-w0rd-that-was-sent';

const LEAVER: Leaver = {
  email: EMAIL,
  lastName: 'Doe',
  quirk: 'normal',
  story: 'client',
  urgency: 'standard',
  at: 0,
  pauses: [],
};

/** Each step of a good run, with the call that does it. */
const DONE = [
  ['revokeZeroTrustTokens', 'cloudflare', 'revokeUser', 'POST', 200],
  ['revokeZoomSsoToken', 'zoom', 'revokeToken', 'DELETE', 204],
  ['readZoomUser', 'zoom', 'getUser', 'GET', 200],
  ['deactivateZoomUser', 'zoom', 'updateStatus', 'PUT', 204],
  ['rotateZoomPassword', 'zoom', 'updatePassword', 'PUT', 204],
  ['sweepSessions', 'cloudflare', 'revokeUser', 'POST', 200],
  ['verifyAccessRemoved', 'cloudflare', 'findUser', 'GET', 200],
] as const satisfies [StepName, string, string, string, number][];

/** All there is to see of one leaver for whom everything went well; made anew for each test. */
export function soundEvidence(): Evidence {
  const requests: Evidence['requests'] = { zoom: [], cloudflare: [] };
  for (const [step, provider, call, method, status] of DONE)
    requests[provider].push(requestOf(`request of ${step}`, call, method, status));
  const run = runOf(reportOf());
  const zoom = { email: EMAIL, status: 'inactive', type: 1, role_id: '2', sessions: 0 };
  return {
    policy: { adminAccounts: 'ask' },
    leavers: [
      {
        leaver: { ...LEAVER },
        before: { zoom: undefined, cloudflare: undefined },
        after: {
          zoom: { ...zoom, passwordChanges: 1 } as never,
          cloudflare: { email: EMAIL, sessions: 0 } as never,
        },
      },
    ],
    runs: [run],
    hr: [],
    requests,
    sent: [
      {
        email: EMAIL,
        what: 'start',
        name: 'start',
        token: run.runId,
        workflowId: run.workflowId,
        sentAt: [OPENED_AT - 10],
        acknowledgedAt: OPENED_AT + 10,
      },
    ],
    oddities: [],
    programs: [{ name: 'worker1-1', output: '{"level":30,"msg":"worker is ready"}' }],
    historyFaults: [],
    cutOff: [],
    people: new Map(),
    histories: {},
    haystacks: { 'log of worker1-1': 'worker is ready' },
    secrets: new Map([[PASSWORD, 'password 1']]),
  };
}

export const runOf = (
  report: OffboardingReport,
  changes: Partial<RunEvidence> = {},
): RunEvidence => ({
  workflowId: report.workflowId,
  runId: report.runId,
  execution: 'COMPLETED',
  openedAt: OPENED_AT,
  closedAt: OPENED_AT + 5_000,
  report,
  reportAnew: structuredClone(report),
  ...changes,
});

export const reportOf = (): OffboardingReport => ({
  workflowId: `offboarding-${EMAIL}`,
  runId: 'run-1',
  request: { email: EMAIL, urgency: 'standard', dryRun: false },
  zoomBefore: { id: 'zoom-1', status: 'active', type: 2, roleId: '2' },
  status: {
    state: 'completed',
    email: EMAIL,
    effectiveAt: AT,
    startedAt: AT,
    finishedAt: AT,
    steps: DONE.map(([step]) => ({ step, state: 'done', attempts: 1, at: AT })),
    needs: [],
  },
  entries: DONE.map(([step, provider, call, , status]) => ({
    kind: 'attempt',
    at: AT,
    step,
    attempt: 1,
    outcome: 'done',
    exchanges: [{ provider, call, at: AT, durationMs: 5, status, requestId: `request of ${step}` }],
  })),
});

export const requestOf = (
  requestId: string,
  call: string,
  method: string,
  status: number,
): SimulatedRequest => ({
  at: AT,
  call,
  method,
  path: '/',
  user: EMAIL,
  headers: {},
  status,
  requestId,
});
