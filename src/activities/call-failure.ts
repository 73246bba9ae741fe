import { ApplicationFailure } from '@temporalio/activity';
import type { CallFailure } from '../domain/call-failure';
import type { Verdict } from '../domain/error-policy';
import type { Policy } from '../domain/policy';
import { PROVIDER_NAMES } from '../domain/provider';
import { failureCode, wasNeverSent, type ProviderFailure } from '../domain/provider-failure';
import { backoffDelay, retryAtDelay } from '../domain/retry-delay';
import type { Surroundings } from './provider-work';

/** What of the policy steers the tries; `passwordLimitDelay` only where a password may be changed. */
export type TryPolicy = Pick<Policy, 'retry'> & Partial<Pick<Policy, 'passwordLimitDelay'>>;

/** The next try: after so many milliseconds, for which Temporal waits, or the process that asked for the activity. */
interface NextTry {
  waits: 'temporal' | 'process';
  delay: number;
}

/** A provider's failure as the history keeps it, and the next try, if one comes. */
export function describeFailure(
  failure: ProviderFailure,
  verdict: Verdict,
  { context, earlier, remembered, exchanges }: Surroundings,
  policy: TryPolicy,
): { details: CallFailure; next: NextTry | undefined } {
  const attempt = earlier.attempts + context.info.attempt;
  const next = nextTry(failure, verdict, { attempt, waits: earlier.waits }, policy);
  const now = Date.now();
  const details: CallFailure = {
    code: failureCode(failure),
    message: `${verdict.meaning} ${wordsOf(failure)}${verdict.fix}`,
    reaction: verdict.reaction.kind,
    attempt,
    at: new Date(now).toISOString(),
    ...(next && { nextAttemptAt: new Date(now + next.delay).toISOString() }),
    exchanges,
    ...(next?.waits === 'process' && { remembered: remembered() }),
  };
  return { details, next };
}

/** The activity's failure that carries them; Temporal makes the next try only where it waits for it. */
export const activityFailure = (
  details: CallFailure,
  next: NextTry | undefined,
): ApplicationFailure =>
  ApplicationFailure.create({
    message: details.message,
    type: details.code,
    details: [details],
    ...(next?.waits === 'temporal' ? { nextRetryDelay: next.delay } : { nonRetryable: true }),
  });

function wordsOf(failure: ProviderFailure): string {
  const message = failure.message.replace(/\.$/, '');
  if (message === '') return '';
  return wasNeverSent(failure)
    ? `${message}. `
    : `${PROVIDER_NAMES[failure.provider]} says: "${message}". `;
}

/**
 * Undefined when this was the last. A provider that says when to come back is taken at its word, however often: such
 * tries do not count. But who is sent away again and again comes back at longer intervals, whatever the provider says.
 */
function nextTry(
  failure: ProviderFailure,
  { reaction }: Verdict,
  { attempt, waits }: { attempt: number; waits: number },
  policy: TryPolicy,
): NextTry | undefined {
  const { retry } = policy;
  if (reaction.kind === 'retryAt') {
    const { retryAfter } = failure;
    return {
      waits: 'process',
      delay: Math.max(
        retryAtDelay(retryAfter, reaction.otherwise, policy, Date.now(), Math.random()),
        backoffDelay(waits + 1, retry, Math.random()),
      ),
    };
  }
  const counted = attempt - waits;
  const limit = Math.min(
    retry.maximumAttempts,
    reaction.kind === 'retry' ? (reaction.limit ?? Infinity) : 0,
  );
  if (counted >= limit) return undefined;
  return { waits: 'temporal', delay: backoffDelay(counted, retry, Math.random()) };
}
