import { note } from '../../domain/run-evidence';
import type { StepRetrying } from '../../domain/step-result';
import { noteLostBefore } from './lost-tries';
import type { Run } from './run';

/** A try failed, and another comes by itself: both are shown, and kept as evidence. */
export function noteRetry(run: Run, retrying: StepRetrying): void {
  const { step, activity, attempt, at, code, message, nextAttemptAt, exchanges } = retrying;
  noteLostBefore(run, step, attempt, activity);
  note(run.record, {
    kind: 'attempt',
    at,
    step,
    attempt: (run.triesBefore.get(step) ?? 0) + attempt,
    outcome: 'failed',
    code,
    message,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
    exchanges,
  });
  run.figures.tried(step, 'retrying', code);
  if (retrying.mayHaveHappened) run.recordOf(step).effect ??= 'possible';
  run.retrying(step, attempt, retrying);
}
