import { patched, upsertMemo } from '@temporalio/workflow';
import { WOULD_BE_MEMO } from '../../domain/contract';
import { OWNER_ROLE } from '../../domain/error-policy/role-fixes';
import { enter } from '../../domain/run-record';
import type { AccessCheck } from '../../domain/step-result';
import type { StepName } from '../../domain/steps';
import { STEP_TITLES } from '../../domain/steps';
import { wouldBe } from '../../domain/would-be';
import { canDemote } from './containment';
import { now } from './clock';
import { isCalledOff, stepFailureOf } from './failure';
import type { Run } from './run';
import { callActivity } from './step-work';

/** Reads at both providers and says, step by step, what a real run would do. Changes nothing. */
export async function sayWhatWouldBeDone(run: Run): Promise<void> {
  const [cloudflare] = await Promise.all([lookUpCloudflare(run), run.ended('readZoomUser')]);
  const zoom = run.recordOf('readZoomUser');
  // A dry run asks nobody: what cannot be read is said, and that is its result.
  if (zoom.state === 'blocked') {
    enter(zoom, 'skipped', now(), {
      ...(zoom.code ? { code: zoom.code } : {}),
      message: `Dry run: ${zoom.message ?? ''}`,
    });
  }
  for (const step of run.record.steps) {
    if (step.step === 'readZoomUser') continue;
    enter(step, 'skipped', now(), { message: `Dry run: ${wouldDo(run, step.step, cloudflare)}` });
  }
  const outcome = wouldBe(run.record);
  if (outcome !== undefined && patched('dry-run-state')) upsertMemo({ [WOULD_BE_MEMO]: outcome });
  run.publish();
}

function wouldDo(run: Run, name: StepName, cloudflare: string): string {
  const { snapshot, knownToZoom } = run.record;
  if (name === 'revokeZeroTrustTokens') return `would ask Cloudflare. ${cloudflare}`;
  if (name === 'sweepSessions') return `would revoke again after ${run.policy.sweepDelay}.`;
  if (knownToZoom === false && name !== 'verifyAccessRemoved') return 'would find no Zoom account.';
  if (name === 'deactivateZoomUser' && canDemote(run.record)) {
    const then = run.policy.adminAccounts === 'demote' ? 'withdraw it and try again' : ASK;
    return `Zoom would refuse, since the user holds the administrator role ${snapshot?.roleId ?? ''}; would ${then}.`;
  }
  if (name === 'deactivateZoomUser' && snapshot?.roleId === OWNER_ROLE)
    return `Zoom would refuse, since the user owns the account; would ${ASK}.`;
  if (name === 'deactivateZoomUser' && snapshot)
    return `would deactivate a user that now reads "${snapshot.status}".`;
  if (name === 'rotateZoomPassword' && snapshot && !snapshot.loginTypes.includes(100)) {
    return 'would find no password to change: the user signs in by SSO or a social login.';
  }
  if (name === 'rotateZoomPassword' && keepsRole(run))
    return "Zoom would refuse this too: an administrator's password is not changed by others.";
  return `would do this: ${STEP_TITLES[name]}.`;
}

const ASK = 'revoke again and ask a person, and until then the leaver might get in';

const keepsRole = ({ record, policy }: Run): boolean =>
  record.snapshot?.roleId === OWNER_ROLE ||
  (canDemote(record) && policy.adminAccounts !== 'demote');

async function lookUpCloudflare(run: Run): Promise<string> {
  try {
    const { value, message } = await callActivity(
      run,
      'verifyAccessRemoved',
      'checkZeroTrustAccess',
    );
    const check = value as AccessCheck | undefined;
    if (check?.known !== undefined) run.record.knownToCloudflare = check.known;
    return check?.message ?? message ?? '';
  } catch (failure) {
    if (isCalledOff(failure)) throw failure;
    return stepFailureOf(failure).message;
  }
}
