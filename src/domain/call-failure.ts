import type { ReactionKind } from './error-policy/reaction';
import type { ProviderExchange } from './provider';

/** A try of an activity that a provider made fail: the details of the activity's failure. */
export interface CallFailure {
  code: string;
  /** What happened and what a person can do about it. */
  message: string;
  reaction: ReactionKind;
  /** 1 for the first. */
  attempt: number;
  /** ISO 8601, UTC. */
  at: string;
  /** ISO 8601, UTC: when the next try comes; absent where this was the last. */
  nextAttemptAt?: string;
  exchanges: ProviderExchange[];
}
