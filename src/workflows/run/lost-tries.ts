import { ActivityFailure, ApplicationFailure, patched } from '@temporalio/workflow';
import { PROVIDER_NAMES } from '../../domain/provider';
import { note } from '../../domain/run-evidence';
import type { StepName } from '../../domain/steps';
import { now } from './clock';
import { isLostWithWorker, isStepFailure } from './failure';
import { providerOf } from './lanes';
import type { Run } from './run';

/** Notes the tries before this one of which no word came. To be called whenever a try of a step is heard of. */
export function noteLostBefore(run: Run, step: StepName, attempt: number, activity?: string): void {
  // Anybody can send a signal, at any time and with any number in it.
  const most = Math.min(attempt, run.record.policy?.retry.maximumAttempts ?? 1);
  const before = run.triesBefore.get(step) ?? 0;
  for (const silent of run.tries.hear(step, most, activity)) {
    note(run.record, {
      kind: 'attempt',
      at: now(),
      step,
      attempt: before + silent.attempt,
      outcome: 'lost',
      message: `No word of it came back, as when a worker is lost in the middle of a call. Whether ${PROVIDER_NAMES[providerOf(silent.activity)]} did what was asked is not known.`,
      exchanges: [],
    });
    const record = run.recordOf(step);
    if (record.effect === undefined && patched('lost-may-have-happened'))
      record.effect = 'possible';
  }
}

/** How many tries an activity had that failed; undefined where that is not known. */
export function triesOf(failure: unknown, run: Run): number | undefined {
  if (!(failure instanceof ActivityFailure)) return undefined;
  const { cause } = failure;
  if (cause instanceof ApplicationFailure && isStepFailure(cause.details?.[0]))
    return cause.details[0].attempt;
  const isLast = failure.retryState === 'MAXIMUM_ATTEMPTS_REACHED';
  return isLast && isLostWithWorker(cause) ? run.policy.retry.maximumAttempts : undefined;
}
