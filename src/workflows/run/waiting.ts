import { condition, isCancellation, workflowInfo } from '@temporalio/workflow';
import { adoptPolicy } from '../../domain/run-record';
import { now } from './clock';
import { readPolicy } from './lanes';
import type { Run } from './run';
import { heldByBreaker } from './breaker';
import { continueWhereHistoryIsLong, whileWaiting } from './while-waiting';

/** How long a run waits before it looks again at a policy file that cannot be used. */
const LOOK_AGAIN = '30s';

/** Reads the policy, once for the whole run; then waits while the run is held. */
export async function released(run: Run): Promise<void> {
  if (!run.record.policy) await adoptPolicyOfTheDay(run);
  await heldByBreaker(run);
  if (!run.record.hold) return;
  run.publish();
  await condition(() => run.record.hold === undefined);
}

async function adoptPolicyOfTheDay(run: Run): Promise<void> {
  const { record } = run;
  const { email, zoomUserId, employeeId, dryRun } = record.request;
  const accounts = [email, zoomUserId, employeeId].filter((account) => account !== undefined);
  for (;;) {
    try {
      const { policy, protectedBecause } = await readPolicy(accounts);
      adoptPolicy(record, policy);
      delete record.hold;
      if (protectedBecause !== undefined && dryRun) record.wouldBeHeld = true;
      if (protectedBecause !== undefined && !dryRun) {
        record.hold = {
          code: 'employee.protected',
          message: `${protectedBecause} Send the update release to go on, or the signal rescind.`,
        };
      }
      return;
    } catch (failure) {
      if (isCancellation(failure)) throw failure;
      record.hold = { code: 'policy.unreadable', message: messageOf(failure) };
      run.publish();
      await condition(() => false, LOOK_AGAIN, { summary: 'Until the policy file is mended' });
      await continueWhereHistoryIsLong(run);
    }
  }
}

const messageOf = (failure: unknown): string => {
  const cause = (failure as { cause?: unknown }).cause ?? failure;
  return `${cause instanceof Error ? cause.message : String(cause)} Mend the file; the run goes on by itself.`;
};

/** All is done, and HR has taken the termination back meanwhile: a person says whether it stays done. */
export async function withdrawalAnswered(run: Run): Promise<void> {
  while (run.record.withdrawn) {
    await whileWaiting(run, () => run.record.withdrawn === undefined && run.isIdle);
  }
}

/** Waits for the effective time, which messages may move or hurry; then the clock of the offboarding starts. */
export async function due(run: Run): Promise<void> {
  const { record } = run;
  if (record.startedAt) return;
  const waited =
    record.scheduled ??
    record.entries.some((entry) => entry.kind === 'state' && entry.state === 'held');
  while (record.scheduled && !record.startNow) {
    run.publish();
    const target = record.effectiveAt;
    const wait = Date.parse(target) - Date.now();
    if (wait <= 0) break;
    const isMoved = () => record.startNow === true || record.effectiveAt !== target;
    await condition(isMoved, wait, { summary: 'Until the effective time' });
  }
  delete record.scheduled;
  if (record.startNow) record.effectiveAt = now();
  record.startedAt = waited ? now() : workflowInfo().startTime.toISOString();
  run.publish();
}
