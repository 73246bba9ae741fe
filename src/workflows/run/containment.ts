import { OWNER_ROLE } from '../../domain/error-policy/role-fixes';
import type { Containment } from '../../domain/error-policy/reaction';
import { isFulfilled, type RunRecord, type StepRecord } from '../../domain/run-record';
import { now } from './clock';
import type { Run } from './run';

/** Zoom's roles that cannot be taken away; 2 is the plain member. */
const NO_ROLE_TO_WITHDRAW = [OWNER_ROLE, '2'];

export const canDemote = ({ snapshot }: RunRecord): boolean =>
  snapshot?.roleId !== undefined && !NO_ROLE_TO_WITHDRAW.includes(snapshot.roleId);

/**
 * A step cannot do its job: rotate the password and revoke again at once; where policy says so, take the
 * administrator's role away too. Answers whether the step is worth another try.
 */
export async function contain(
  run: Run,
  step: StepRecord,
  { withdrawsRole }: Containment,
): Promise<boolean> {
  if (step.step === 'deactivateZoomUser') {
    run.record.deactivationRefusedAt ??= now();
    await Promise.all([run.step('rotateZoomPassword'), run.repeat('sweepSessions')]);
  }
  const demotes =
    withdrawsRole !== undefined && run.policy.adminAccounts === 'demote' && canDemote(run.record);
  return demotes ? withdrawRole(run) : false;
}

/** Takes the role away, once for all steps that were refused because of it; answers whether it is gone. */
export async function withdrawRole(run: Run): Promise<boolean> {
  const role = run.recordOf('withdrawZoomRole');
  await run.step('withdrawZoomRole');
  return isFulfilled(role);
}
