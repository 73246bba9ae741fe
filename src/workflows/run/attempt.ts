import { CancellationScope } from '@temporalio/workflow';
import { isOutage } from '../../domain/error-policy/reaction';
import { withoutDemotion } from '../../domain/error-policy/role-fixes';
import { note } from '../../domain/run-evidence';
import { enter, type StepRecord } from '../../domain/run-record';
import type { StepFailure, StepResult } from '../../domain/step-result';
import { canDemote, contain } from './containment';
import { isCalledOff, stepFailureOf } from './failure';
import { learn } from './learn';
import { triesOf } from './lost-tries';
import { registerReversals } from './reversal-plan';
import { now } from './clock';
import type { Run } from './run';
import { STEP_WORK, type StepValue } from './step-work';

interface AttemptOptions {
  /** A blocked step stays blocked for everyone to see until this succeeds. */
  quietly?: boolean;
  /** What could be contained has been: a refusal now goes to a person. */
  contained?: boolean;
}

/** One activity, with the tries that the policy gives it. Ends with the step settled, blocked, or decided upon. */
export async function attempt(
  run: Run,
  step: StepRecord,
  options: AttemptOptions = {},
): Promise<void> {
  run.busy.add(step.step);
  try {
    if (!options.quietly) enter(step, 'running', now());
    run.triesBefore.set(step.step, step.attempts);
    registerReversals(run.record, step.step);
    run.publish();
    await conclude(run, step, await untilEndedOrDecided(run, step), options);
  } finally {
    run.busy.delete(step.step);
    run.publish();
  }
}

type Ended = { result: StepResult<StepValue> } | { failure: unknown };

/** A person who decides while a step waits for its next try does not wait with it: the activity is called off. */
async function untilEndedOrDecided(run: Run, step: StepRecord): Promise<Ended> {
  const scope = new CancellationScope();
  const work = scope
    .run(() => STEP_WORK[step.step](run))
    .then(
      (result): Ended => ({ result }),
      (failure: unknown): Ended => ({ failure }),
    );
  const first = await Promise.race([work, run.decided(step.step)]);
  if (first !== 'decided') return first;
  scope.cancel();
  return work;
}

async function conclude(
  run: Run,
  step: StepRecord,
  ended: Ended,
  options: AttemptOptions,
): Promise<void> {
  const before = run.triesBefore.get(step.step) ?? 0;
  if ('result' in ended) {
    step.attempts = before + ended.result.attempt;
    return succeed(run, step, ended.result);
  }
  if (isCalledOff(ended.failure)) {
    step.attempts = Math.max(step.attempts, before + 1);
    return callOff(run, step);
  }
  const failure = stepFailureOf(ended.failure);
  failure.attempt = triesOf(ended.failure, run) ?? failure.attempt;
  step.attempts = before + failure.attempt;
  await fail(run, step, failure, options.contained ?? false);
}

function succeed(run: Run, step: StepRecord, result: StepResult<StepValue>): void {
  const { outcome, code, message, exchanges } = result;
  const details = {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
  };
  if (outcome === 'done') step.effect = 'certain';
  run.figures.tried(step.step, outcome, code);
  note(run.record, { ...entryOf(step), outcome, ...details, exchanges });
  enter(step, outcome, now(), details);
  learn(run, step, result);
}

const CALLED_OFF = 'Called off while under way; it may have taken effect.';
const NOT_TRIED_AGAIN = 'Called off while it waited for its next try.';

function callOff(run: Run, step: StepRecord): void {
  const isWaiting = step.nextAttemptAt !== undefined && step.nextAttemptAt > now();
  if (!isWaiting) step.effect ??= 'possible';
  const message = isWaiting ? NOT_TRIED_AGAIN : CALLED_OFF;
  run.figures.tried(step.step, 'calledOff');
  note(run.record, { ...entryOf(step), outcome: 'failed', message, exchanges: [] });
}

async function fail(
  run: Run,
  step: StepRecord,
  failure: StepFailure,
  contained: boolean,
): Promise<void> {
  const { code, exchanges, containment } = failure;
  const message = canDemote(run.record)
    ? failure.message
    : withoutDemotion(failure.message, run.record.snapshot?.roleId);
  // An earlier try may have been lost with its worker, without a word.
  if (failure.mayHaveHappened || failure.attempt > 1) step.effect ??= 'possible';
  note(run.record, { ...entryOf(step), outcome: 'failed', code, message, exchanges });
  run.figures.tried(step.step, 'failed', code);
  if (containment && !contained) {
    step.code = code;
    if (await contain(run, step, containment)) return attempt(run, step, { contained: true });
  }
  const { decided } = step;
  // A quiet try that fails the same way changes nothing: it is blocked since the first.
  const since = step.state === 'blocked' && step.code === code ? step.at : undefined;
  enter(step, 'blocked', since ?? now(), {
    code,
    message,
    decisions: failure.decisions.filter(
      (decision) => decision !== 'demoteAndRetry' || canDemote(run.record),
    ),
    ...(containment ? { containment } : {}),
    ...(isOutage(failure.reaction) ? { outage: true as const } : {}),
    ...(decided ? { decided } : {}),
  });
}

const entryOf = (step: StepRecord) =>
  ({ kind: 'attempt', at: now(), step: step.step, attempt: step.attempts }) as const;
