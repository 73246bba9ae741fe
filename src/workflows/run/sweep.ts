import { sleep } from '@temporalio/workflow';
import { toMs } from '../../domain/duration';
import { isSettled } from '../../domain/run-record';
import { now } from './clock';
import type { Run } from './run';
import { whileWaiting } from './while-waiting';

/**
 * Revokes again, `sweepDelay` after the revokes: Cloudflare lets a user whose identity provider still agrees back
 * in for up to a minute. Then reads whether access is gone. Waits for whatever is still open, however long.
 */
export async function sweepUntilVerified(run: Run): Promise<void> {
  const verification = run.recordOf('verifyAccessRemoved');
  do {
    await untilSweepIsDue(run);
    await run.repeat('sweepSessions');
    await whileWaiting(run, () => allSettled(run));
    if (isSweepOwed(run)) continue;
    await run.repeat('verifyAccessRemoved');
    await whileWaiting(run, () => allSettled(run) && isSettled(verification));
  } while (isSweepOwed(run));
}

const AFTER_THE_SWEEP = ['verifyAccessRemoved', 'freeZeroTrustSeat'];

const allSettled = (run: Run): boolean =>
  run.isIdle &&
  run.record.steps.every((step) => AFTER_THE_SWEEP.includes(step.step) || isSettled(step));

async function untilSweepIsDue(run: Run): Promise<void> {
  const wait = sweepDueAt(run) - Date.now();
  if (wait > 0) await sleep(wait, { summary: 'Until the sessions are revoked again' });
}

/** What was cut only meanwhile, perhaps by a late decision, wants a sweep of its own. */
function isSweepOwed(run: Run): boolean {
  const { state, at } = run.recordOf('sweepSessions');
  return state !== 'skipped' && at !== undefined && Date.parse(at) < sweepDueAt(run);
}

/** When the sweep that follows the newest cut is due, in milliseconds. */
function sweepDueAt({ record, policy }: Run): number {
  const { accessCutAt, startedAt } = record;
  return Date.parse(accessCutAt ?? startedAt ?? now()) + toMs(policy.sweepDelay);
}

/** Resolves when the step is settled, people and outages included. */
export async function untilSettled(run: Run, name: Parameters<Run['start']>[0]): Promise<void> {
  run.start(name);
  const step = run.recordOf(name);
  await whileWaiting(run, () => isSettled(step) && run.isIdle);
}
