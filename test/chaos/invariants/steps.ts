import type { ProviderExchange } from '../../../src/domain/provider';
import type { AttemptEntry } from '../../../src/domain/report';
import type { StepStatus } from '../../../src/domain/status';
import type { StepName } from '../../../src/domain/steps';
import {
  isReal,
  type Evidence,
  type Finding,
  type RunEvidence,
  type SimulatedRequest,
} from '../evidence/evidence';
import { quirkOf } from '../plan/quirks';

/** The call that a step is done by; any one of several. */
const DONE_BY: Partial<Record<StepName, readonly string[]>> = {
  revokeZeroTrustTokens: ['cloudflare.revokeUser'],
  revokeZoomSsoToken: ['zoom.revokeToken'],
  readZoomUser: ['zoom.getUser'],
  deactivateZoomUser: ['zoom.updateStatus'],
  rotateZoomPassword: ['zoom.updatePassword'],
  verifyAccessRemoved: ['cloudflare.findUser'],
  withdrawZoomRole: ['zoom.unassignRole'],
  restoreZoomRole: ['zoom.assignRole'],
  activateZoomUser: ['zoom.updateStatus'],
  restoreZoomLicence: ['zoom.updateUser'],
};

const isSuccess = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** Every exchange of every report took place, about this leaver; and what is called done was confirmed by one. */
export function stepsAreTrue(evidence: Evidence): Finding {
  const seen = byRequestId(evidence);
  let checked = 0;
  const violations: string[] = [];
  for (const run of evidence.runs) {
    const { report, workflowId } = run;
    const wrong = (what: string) => violations.push(`${workflowId}: ${what}`);
    for (const entry of report.entries) {
      if (entry.kind !== 'attempt') continue;
      for (const exchange of entry.exchanges) {
        checked += 1;
        const lie = exchangeProblem(exchange, seen, report.request.email);
        if (lie !== undefined) wrong(`${entry.step}: ${lie}`);
      }
    }
    if (!isReal(run)) continue;
    for (const step of report.status.steps) {
      checked += 1;
      const problem =
        step.state === 'done'
          ? doneProblem(evidence, run, step, seen)
          : step.state === 'notApplicable'
            ? notApplicableProblem(evidence, run, step)
            : undefined;
      if (problem !== undefined) wrong(`${step.step} is ${step.state}: ${problem}`);
    }
  }
  return { checked, violations };
}

type Seen = ReadonlyMap<string, SimulatedRequest>;

const byRequestId = ({ requests }: Evidence): Seen =>
  new Map(
    [...requests.zoom, ...requests.cloudflare].flatMap((request) =>
      request.requestId === undefined ? [] : [[request.requestId, request] as const],
    ),
  );

function exchangeProblem(
  { provider, call, requestId, status }: ProviderExchange,
  seen: Seen,
  email: string,
): string | undefined {
  if (requestId === undefined) return undefined;
  const request = seen.get(requestId);
  if (!request) return `${provider}.${call} with ${requestId} was never taken`;
  if (request.call !== call) return `${requestId} was ${request.call}, not ${call}`;
  if (request.user !== undefined && !request.user.split(',').includes(email))
    return `${provider}.${call} with ${requestId} was about ${request.user}`;
  return status === undefined || status === request.status
    ? undefined
    : `${provider}.${call} with ${requestId} was answered ${request.status}, not ${status}`;
}

function doneProblem(
  { leavers }: Evidence,
  { report }: RunEvidence,
  { step }: StepStatus,
  seen: Seen,
): string | undefined {
  const calls = DONE_BY[step];
  // A sweep revokes what was revoked before, which may be nothing.
  if (!calls) return undefined;
  const done = report.entries.filter(
    (entry): entry is AttemptEntry =>
      entry.kind === 'attempt' && entry.step === step && entry.outcome === 'done',
  );
  const isConfirmed = done.some(({ exchanges }) =>
    exchanges.some(({ provider, call, requestId, code }) => {
      const request = requestId === undefined ? undefined : seen.get(requestId);
      return (
        code === undefined && calls.includes(`${provider}.${call}`) && isSuccess(request?.status)
      );
    }),
  );
  if (isConfirmed) return undefined;
  const about = leavers.find(({ leaver }) => leaver.email === report.request.email);
  // A try without an answer may have changed it: then Zoom takes no other for new.
  if (step === 'rotateZoomPassword' && (about?.after.zoom?.passwordChanges ?? 0) > 0)
    return undefined;
  return 'no provider confirmed it';
}

const CLOUDFLARE_STEPS: readonly StepName[] = ['revokeZeroTrustTokens'];
/** A sweep has nothing to do where nothing was revoked. */
const OF_BOTH: readonly StepName[] = ['sweepSessions', 'verifyAccessRemoved'];

function notApplicableProblem(
  { leavers }: Evidence,
  { report }: RunEvidence,
  { step }: StepStatus,
): string | undefined {
  const about = leavers.find(({ leaver }) => leaver.email === report.request.email);
  if (!about) return 'of a leaver whom nobody named';
  const { zoom, cloudflare } = quirkOf(about.leaver.quirk);
  if (CLOUDFLARE_STEPS.includes(step))
    return cloudflare ? 'Cloudflare does know the leaver' : undefined;
  if (OF_BOTH.includes(step))
    return zoom && cloudflare ? 'both providers know the leaver' : undefined;
  if (!zoom || zoom.status === 'pending') return undefined;
  if (step === 'rotateZoomPassword' && zoom.login_types?.includes(100) === false) return undefined;
  // A reversal finds nothing to restore where nothing took effect, or nothing was there.
  return /^(restore|activate)/.test(step) ? undefined : 'Zoom does know the leaver';
}
