import { ActivityFailure, ApplicationFailure, patched } from '@temporalio/workflow';
import { PROVIDER_NAMES } from '../../domain/provider';
import type { EarlierTries } from '../../domain/call-failure';
import type { RetryPolicy } from '../../domain/policy';
import { note } from '../../domain/run-evidence';
import type { StepName } from '../../domain/steps';
import { now } from './clock';
import { isLostWithWorker, isStepFailure } from './failure';
import { providerOf } from './lanes';
import type { Run } from './run';

/** Notes the tries before this one of which no word came. To be called whenever a try of a step is heard of. */
export function noteLostBefore(run: Run, step: StepName, attempt: number, activity?: string): void {
  const most = run.record.policy?.retry.maximumAttempts ?? 0;
  const before = run.triesBefore.get(step) ?? 0;
  for (const silent of run.tries.hear(step, attempt, activity, most)) {
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

/** The number of an activity's last try, which failed; 1 where that is not known. */
export function lastTryOf(
  failure: unknown,
  retry: RetryPolicy,
  earlier: EarlierTries | undefined,
): number {
  const own = ownNumberOf(failure);
  if (own !== undefined) return own;
  const { attempts = 0, waits = 0 } = earlier ?? {};
  if (!(failure instanceof ActivityFailure)) return attempts + 1;
  const isLast = failure.retryState === 'MAXIMUM_ATTEMPTS_REACHED';
  const isWhole = isLast && isLostWithWorker(failure.cause);
  return isWhole ? retry.maximumAttempts + waits : attempts + 1;
}

/** How many tries a step's work had that failed; undefined where no activity did. */
export function triesOf(failure: unknown, run: Run, step: StepName): number | undefined {
  if (!(failure instanceof ActivityFailure)) return undefined;
  return ownNumberOf(failure) ?? run.tries.newestOf(step);
}

/** As the try itself says, whose worker lived. */
function ownNumberOf(failure: unknown): number | undefined {
  const cause = failure instanceof ActivityFailure ? failure.cause : undefined;
  const details: unknown = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  return isStepFailure(details) ? details.attempt : undefined;
}
