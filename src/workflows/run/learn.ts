import type { StepRecord } from '../../domain/run-record';
import type { AccessCheck, StepResult, ZoomSnapshot } from '../../domain/step-result';
import { now } from './clock';
import type { Run } from './run';
import type { StepValue } from './step-work';

/** Zoom's two ways to say that there is no such account: Users API, 404/1001 and 400/1010. */
const UNKNOWN_TO_ZOOM = /\.(1001|1010)$/;

/** Keeps what a successful step found out. */
export function learn(run: Run, { step }: StepRecord, result: StepResult<StepValue>): void {
  const { record } = run;
  if (step === 'readZoomUser') {
    if (result.outcome === 'done') record.snapshot = result.value as ZoomSnapshot;
    record.knownToZoom = !UNKNOWN_TO_ZOOM.test(result.code ?? '');
  }
  if (step === 'revokeZeroTrustTokens' && result.outcome === 'notApplicable')
    record.knownToCloudflare = false;
  if (step === 'revokeZeroTrustTokens' || step === 'revokeZoomSsoToken') {
    if (result.outcome === 'done') record.revokedAt = now();
  }
  if (step === 'withdrawZoomRole') retryWhatTheRoleBlocked(run);
  if (step === 'verifyAccessRemoved') {
    const known = (result.value as AccessCheck[]).map((check) => check.known);
    // The first check is Cloudflare's; a leaver whom it does not list is an exception that the result must show.
    if (known[0] !== undefined) record.knownToCloudflare = known[0];
  }
}

/** Once the role is gone, whatever it stood in the way of is tried again. */
function retryWhatTheRoleBlocked(run: Run): void {
  for (const step of run.record.steps) {
    if (step.state === 'blocked' && step.containment?.withdrawsRole) run.tryAgain(step);
  }
}
