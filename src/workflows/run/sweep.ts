import { condition, sleep } from '@temporalio/workflow';
import { toMs } from '../../domain/duration';
import { isSettled } from '../../domain/run-record';
import type { Run } from './run';
import { whileWaiting } from './while-waiting';

/**
 * Revokes again, `sweepDelay` after the revokes: Cloudflare lets a user whose identity provider still agrees back
 * in for up to a minute. Then reads whether access is gone. Waits for whatever is still open, however long.
 */
export async function sweepUntilVerified(run: Run): Promise<void> {
  await untilSweepIsDue(run);
  await run.repeat('sweepSessions');
  await whileWaiting(run, () => allSettled(run));
  while (sweepDueIn(run) > 0) {
    // A revoke that only succeeded meanwhile wants a sweep of its own.
    await untilSweepIsDue(run);
    await run.repeat('sweepSessions');
    await whileWaiting(run, () => allSettled(run));
  }
  run.start('verifyAccessRemoved');
  await whileWaiting(run, () => allSettled(run) && isSettled(run.recordOf('verifyAccessRemoved')));
}

const AFTER_THE_SWEEP = ['verifyAccessRemoved', 'freeZeroTrustSeat'];

const allSettled = (run: Run): boolean =>
  run.isIdle &&
  run.record.steps.every((step) => AFTER_THE_SWEEP.includes(step.step) || isSettled(step));

async function untilSweepIsDue(run: Run): Promise<void> {
  const wait = sweepDueIn(run);
  if (wait > 0) await sleep(wait, { summary: 'Until the sessions are revoked again' });
}

/** Milliseconds until the sweep that follows the newest revoke; zero or less once it has been. */
function sweepDueIn({ record, policy }: Run): number {
  const revokedAt = Date.parse(record.revokedAt ?? record.startedAt ?? new Date().toISOString());
  const dueAt = revokedAt + toMs(policy.sweepDelay);
  if (record.lastSweepAt !== undefined && Date.parse(record.lastSweepAt) >= dueAt) return 0;
  return Math.max(0, dueAt - Date.now());
}

/** Resolves when the step is settled, people and outages included. */
export async function untilSettled(run: Run, name: Parameters<Run['start']>[0]): Promise<void> {
  run.start(name);
  const step = run.recordOf(name);
  await whileWaiting(run, () => isSettled(step) && run.isIdle);
  await condition(() => run.isIdle);
}
