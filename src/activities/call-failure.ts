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

/** A provider's failure as the history keeps it, and the milliseconds before the next try, if one comes. */
export function describeFailure(
  failure: ProviderFailure,
  verdict: Verdict,
  { context, exchanges }: Surroundings,
  policy: TryPolicy,
): { details: CallFailure; delay: number | undefined } {
  const { attempt } = context.info;
  const delay = delayBeforeNext(failure, verdict, attempt, policy);
  const now = Date.now();
  const details: CallFailure = {
    code: failureCode(failure),
    message: `${verdict.meaning} ${wordsOf(failure)}${verdict.fix}`,
    reaction: verdict.reaction.kind,
    attempt,
    at: new Date(now).toISOString(),
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(now + delay).toISOString() }),
    exchanges,
  };
  return { details, delay };
}

/** The activity's failure that carries them; without a delay it is the last. */
export const activityFailure = (
  details: CallFailure,
  delay: number | undefined,
): ApplicationFailure =>
  ApplicationFailure.create({
    message: details.message,
    type: details.code,
    details: [details],
    ...(delay === undefined ? { nonRetryable: true } : { nextRetryDelay: delay }),
  });

function wordsOf(failure: ProviderFailure): string {
  const message = failure.message.replace(/\.$/, '');
  if (message === '') return '';
  return wasNeverSent(failure)
    ? `${message}. `
    : `${PROVIDER_NAMES[failure.provider]} says: "${message}". `;
}

/** Milliseconds before the next try; undefined when this was the last. */
function delayBeforeNext(
  failure: ProviderFailure,
  { reaction }: Verdict,
  attempt: number,
  policy: TryPolicy,
): number | undefined {
  const { retry } = policy;
  if (attempt >= retry.maximumAttempts) return undefined;
  if (reaction.kind === 'retry') {
    return attempt >= (reaction.limit ?? Infinity)
      ? undefined
      : backoffDelay(attempt, retry, Math.random());
  }
  if (reaction.kind === 'retryAt') {
    return retryAtDelay(failure.retryAfter, reaction.otherwise, policy, Date.now(), Math.random());
  }
  return undefined;
}
