import type { CompensationStep } from '../steps';

/** What the engine does about a failure: a closed set, so that every row of the policy can be read and tested. */
export type Reaction =
  /** The wanted state is there already. */
  | { kind: 'done' }
  /** Nothing to do for this user. `confirmBy`: only if this look-up does not know the user either, else escalate. */
  | { kind: 'notApplicable'; confirmBy?: 'findUser' }
  /** Again, with backoff and jitter, until the policy's limit or the row's own, then escalate. */
  | { kind: 'retry'; limit?: number }
  /** Again when the provider says so (`Retry-After`), else after the row's wait. */
  | { kind: 'retryAt'; otherwise: RetryWait }
  /** A new token, once, at once, inside the provider's client; what still fails then is escalated. */
  | { kind: 'renewToken' }
  /** Another password, at most `maximumSecretAttempts` times, then escalate. */
  | { kind: 'newSecret' }
  /** Contain what the step could not do, then a person is asked. */
  | { kind: 'compensate'; compensation: Containment }
  /** Block the step, say what to fix, wait for a decision; meanwhile the sweep goes on. */
  | { kind: 'escalate' };

/** A wait of the row's own: a duration, or the policy's for Zoom's limit of password changes. */
export type RetryWait = 'passwordLimitDelay' | `${number}s` | `${number}h`;

/**
 * Containment: rotate the password and revoke again at once. `withdrawsRole`: the user is an administrator, so
 * policy `adminAccounts: "demote"`, or the decision `demoteAndRetry`, may take the role away and try again.
 */
export interface Containment {
  withdrawsRole?: Extract<CompensationStep, 'withdrawZoomRole'>;
}

export type ReactionKind = Reaction['kind'];

/** The reactions to a provider that is out of reach or overloaded: what they blocked is tried again by itself. */
export const isOutage = (kind: ReactionKind): boolean => kind === 'retry' || kind === 'retryAt';
