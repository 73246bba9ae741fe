import type { RunRecord, StepRecord } from '../../domain/run-record';
import type { AccessCheck, StepResult, ZoomSnapshot } from '../../domain/step-result';
import type { StepName } from '../../domain/steps';
import { now } from './clock';
import type { Run } from './run';
import type { StepValue } from './step-work';

/** Zoom's two ways to say that there is no such account: Users API, 404/1001 and 400/1010. */
const UNKNOWN_TO_ZOOM = /^zoom\.\d+\.(1001|1010)$/;

/** Keeps what a successful step found out. */
export function learn(run: Run, { step }: StepRecord, result: StepResult<StepValue>): void {
  const { record } = run;
  if (step === 'readZoomUser' && result.outcome === 'done') {
    record.knownToZoom = true;
    keepSnapshot(record, result.value as ZoomSnapshot);
  }
  if (UNKNOWN_TO_ZOOM.test(result.code ?? '')) record.knownToZoom ??= false;
  if (step === 'revokeZeroTrustTokens' && result.outcome === 'notApplicable')
    record.knownToCloudflare = false;
  if (result.outcome === 'done') noteCut(record, step);
  if (step === 'withdrawZoomRole') retryWhatTheRoleBlocked(run);
  if (step === 'verifyAccessRemoved') {
    const known = (result.value as AccessCheck[]).map((check) => check.known);
    // The first check is Cloudflare's; a leaver whom it does not list is an exception that the result must show.
    if (known[0] !== undefined) record.knownToCloudflare = known[0];
  }
}

/** What cuts access; whoever came in before it is still in, so each wants a sweep after it. */
const CUTS: readonly StepName[] = [
  'revokeZeroTrustTokens',
  'revokeZoomSsoToken',
  'deactivateZoomUser',
  'rotateZoomPassword',
];

export function noteCut(record: RunRecord, step: StepName): void {
  if (CUTS.includes(step)) record.accessCutAt = now();
}

/** Read after the deactivation, "inactive" is our own doing, and not what a reversal would restore. */
function keepSnapshot(record: RunRecord, snapshot: ZoomSnapshot): void {
  const isOurs = snapshot.status === 'inactive' && record.reversals.includes('activateZoomUser');
  if (!isOurs) record.snapshot = snapshot;
}

/** Once the role is gone, whatever it stood in the way of is tried again. */
export function retryWhatTheRoleBlocked(run: Run): void {
  for (const step of run.record.steps) {
    if (step.state === 'blocked' && step.containment?.withdrawsRole) run.tryAgain(step);
  }
}
