import { toMs } from './duration';
import type { RetryWait } from './error-policy/reaction';
import { DEFAULT_POLICY, type Policy, type RetryPolicy } from './policy';
import { parseRetryAfter } from './retry-after';

/** A wait that is over already, by a clock that runs ahead, still means: not at once. */
const SHORTEST = 1_000;

/** Spreads the callers of one provider without ever coming back before the wait is over. */
const laterBy = (wait: number, random: number): number =>
  Math.round(wait + random * Math.min(wait * 0.5, 1_000));

/** Milliseconds before try `attempt + 1`: the policy's backoff, a fifth earlier or later by chance. */
export function backoffDelay(attempt: number, retry: RetryPolicy, random: number): number {
  const interval = toMs(retry.initialInterval) * retry.backoffCoefficient ** (attempt - 1);
  return Math.round(Math.min(interval, toMs(retry.maximumInterval)) * (0.8 + random * 0.4));
}

/** Milliseconds before the next try where the provider says when, or the row does. */
export function retryAtDelay(
  retryAfter: string | undefined,
  otherwise: RetryWait,
  policy: Partial<Pick<Policy, 'passwordLimitDelay'>>,
  now: number,
  random: number,
): number {
  const asked = parseRetryAfter(retryAfter, now);
  if (asked !== undefined) return laterBy(Math.max(asked, SHORTEST), random);
  const { passwordLimitDelay = DEFAULT_POLICY.passwordLimitDelay } = policy;
  return laterBy(toMs(otherwise === 'passwordLimitDelay' ? passwordLimitDelay : otherwise), random);
}
