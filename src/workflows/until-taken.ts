import type { ActivityOptions } from '@temporalio/workflow';
import { ActivityFailure, ApplicationFailure, sleep, workflowInfo } from '@temporalio/workflow';
import type { CallFailure, EarlierTries } from '../domain/call-failure';
import { toMs } from '../domain/duration';
import type { RetryPolicy } from '../domain/policy';

/** A refusal that only says when to come back. */
type PutOff = CallFailure & { nextAttemptAt: string };

/**
 * Has the work done by one activity after the other, for as long as each is told to come back later: a timer waits, and
 * such tries do not count. Ends with the failure that stands once `patience` has passed since the first of them, or
 * where the history grows long, for only a run that is at rest can continue as new.
 */
export async function untilTaken<F extends CallFailure, T>(
  work: (earlier: EarlierTries | undefined) => Promise<T>,
  { patience, putOff }: { patience: string; putOff?: (failure: F) => void },
): Promise<T> {
  let earlier: EarlierTries | undefined;
  let since: number | undefined;
  for (;;) {
    try {
      return await work(earlier);
    } catch (failure) {
      const told = putOffBy(failure);
      if (told === undefined || workflowInfo().continueAsNewSuggested) throw failure;
      since ??= Date.now();
      if (Date.now() - since >= toMs(patience)) throw failure;
      putOff?.(told as PutOff & F);
      await sleep(waitOf(told), { summary: 'Until the provider may be asked again' });
      const { attempt: attempts, remembered } = told;
      earlier = { attempts, waits: (earlier?.waits ?? 0) + 1, remembered };
    }
  }
}

/** By the worker's clock alone: it may go otherwise than Temporal's. */
const waitOf = ({ at, nextAttemptAt }: PutOff): number =>
  Date.parse(nextAttemptAt) - Date.parse(at);

function putOffBy(failure: unknown): PutOff | undefined {
  const cause = failure instanceof ActivityFailure ? failure.cause : undefined;
  const details: unknown = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  return isPutOff(details) ? details : undefined;
}

const isPutOff = (details: unknown): details is PutOff =>
  typeof details === 'object' &&
  details !== null &&
  (details as CallFailure).reaction === 'retryAt' &&
  (details as CallFailure).nextAttemptAt !== undefined;

/** The policy's retries as Temporal takes them, less the tries that count already. */
export const retryLeft = (
  { initialInterval, backoffCoefficient, maximumInterval, maximumAttempts }: RetryPolicy,
  earlier: EarlierTries | undefined,
) =>
  ({
    initialInterval,
    backoffCoefficient,
    maximumInterval,
    maximumAttempts: maximumAttempts - (earlier ? earlier.attempts - earlier.waits : 0),
  }) as NonNullable<ActivityOptions['retry']>;
