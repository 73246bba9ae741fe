/** The ways a provider says "come back later" in `Retry-After`. */
export interface RetryAfter {
  readonly form: 'seconds' | 'httpDate' | 'isoDateTime';
  /** From now; `midnight` is the next one in UTC, when Zoom's daily limits start afresh. */
  readonly wait: number | 'midnight';
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Dates are whole seconds, so they round up: a client that waits for them never comes too early. */
export function retryAfterValue(
  { form, wait }: RetryAfter,
  seconds: number | undefined,
  now: number,
): string {
  const chosen = seconds ?? wait;
  const until = chosen === 'midnight' ? (Math.floor(now / DAY) + 1) * DAY : now + chosen * SECOND;
  if (form === 'seconds') return String(Math.ceil((until - now) / SECOND));
  const date = new Date(Math.ceil(until / SECOND) * SECOND);
  return form === 'httpDate' ? date.toUTCString() : date.toISOString().replace('.000Z', 'Z');
}
