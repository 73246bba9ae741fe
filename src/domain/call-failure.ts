import type { ReactionKind } from './error-policy/reaction';
import type { ProviderExchange } from './provider';

/** A try of an activity that a provider made fail: the details of the activity's failure. */
export interface CallFailure {
  code: string;
  /** What happened and what a person can do about it. */
  message: string;
  reaction: ReactionKind;
  /** 1 for the first, those of earlier activities included. */
  attempt: number;
  /** ISO 8601, UTC. */
  at: string;
  /** ISO 8601, UTC: when the next try comes; absent where this was the last. */
  nextAttemptAt?: string;
  exchanges: ProviderExchange[];
  /** What the next try must know, where another activity makes it. */
  remembered?: unknown;
}

/**
 * What the activities before this one leave to it. An activity ends when a provider says when to come back: the
 * process waits in its place, and begins another.
 */
export interface EarlierTries {
  /** All tries so far, lost ones included. */
  attempts: number;
  /** Those that were told to come back later: they do not count against `retry.maximumAttempts`. */
  waits: number;
  remembered?: unknown;
}
