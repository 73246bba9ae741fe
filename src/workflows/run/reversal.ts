import { CancellationScope, condition } from '@temporalio/workflow';
import { enter, isSettled, stepOf } from '../../domain/run-record';
import { now } from './clock';
import { nothingToReverse, REVERSED_BY } from './reversal-plan';
import type { Run } from './run';
import { whileWaiting } from './while-waiting';

/**
 * The termination was taken back: what was changed is restored, newest first. Revoked sessions and the old
 * password stay gone; the user signs in anew and resets it. Only a person's word leads here, never a failure.
 */
export async function reverse(run: Run): Promise<void> {
  run.scope = new CancellationScope({ cancellable: false });
  await run.scope.run(async () => {
    // A call under way may still change something: it ends before anything is restored.
    await condition(() => run.busy.size === 0);
    dropWhatIsOpen(run, takenBack(run));
    for (const reversal of [...run.record.reversals].reverse()) {
      const step = stepOf(run.record, reversal);
      const nothing = nothingToReverse(run.record, reversal);
      if (nothing !== undefined && step.state === 'pending')
        enter(step, 'notApplicable', now(), { message: nothing });
      run.start(reversal);
      await whileWaiting(run, () => isSettled(step) && !run.busy.has(reversal), {
        sweeping: false,
      });
    }
    markReversed(run);
  });
}

/** Only what was seen to be restored; a licence alone opens no account. */
function markReversed({ record }: Run): void {
  for (const reversal of ['activateZoomUser', 'restoreZoomRole'] as const) {
    const isRestored =
      record.reversals.includes(reversal) && stepOf(record, reversal).state === 'done';
    if (isRestored) enter(stepOf(record, REVERSED_BY[reversal]), 'reversed', now());
  }
}

const takenBack = ({ record: { rescind } }: Run): string =>
  `Taken back by ${rescind?.by ?? 'unknown'}: ${rescind?.reason ?? ''}`;

/** The process ends here: what it has not settled, it leaves. */
export function dropWhatIsOpen(run: Run, message: string): void {
  const { steps, reversals } = run.record;
  for (const step of steps) {
    const isReversal = (reversals as string[]).includes(step.step);
    if (!isReversal && !isSettled(step)) enter(step, 'skipped', now(), { message });
  }
  run.publish();
}
