import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  TimeoutFailure,
  isCancellation,
  patched,
} from '@temporalio/workflow';
import type { StepFailure } from '../../domain/step-result';
import { now } from './clock';

/** A step that the process itself refuses, without asking a provider. */
export class StepRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Whether a later sweep may find it mended. */
    readonly reaction: 'escalate' | 'retry' = 'escalate',
  ) {
    super(message);
  }
}

/** Whether a failure only says that the call was called off. */
export const isCalledOff = (failure: unknown): boolean =>
  isCancellation(failure) ||
  (failure instanceof ActivityFailure && failure.cause instanceof CancelledFailure);

/** Lets a called-off failure pass as an ordinary end. */
export function unlessCalledOff(failure: unknown): void {
  if (!isCalledOff(failure)) throw failure;
}

/** What is known of a failure; nothing unknown ever reads as a success. */
export function stepFailureOf(failure: unknown): StepFailure {
  if (failure instanceof StepRefused) {
    return { ...plainFailure(failure.code, failure.message, false), reaction: failure.reaction };
  }
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  if (cause instanceof ApplicationFailure && isStepFailure(cause.details?.[0]))
    return cause.details[0];
  if (cause instanceof ApplicationFailure && cause.type === 'UndecryptablePayload') {
    const message = `A worker has other keys than the one that started this. ${cause.message} It is tried again with the next sweep.`;
    return { ...plainFailure('worker.keys', message, false), reaction: 'retry' };
  }
  if (isLostWithWorker(cause) && (cause instanceof TimeoutFailure || patched('cut-is-lost'))) {
    const message =
      'The worker stopped, or was cut off, while it worked on this. It may have taken effect; it is tried again with the next sweep.';
    return { ...plainFailure('worker.lost', message, true), reaction: 'retry' };
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  const message = `An unexpected fault of the engine: ${text}. See the worker's log; retry once it is mended.`;
  return plainFailure('engine.unexpected', message, true);
}

/** The last try, which a worker that died, or had to stop, did not get done. */
export const isLostWithWorker = (cause: unknown): boolean =>
  cause instanceof TimeoutFailure ||
  (cause instanceof ApplicationFailure && cause.type === 'WorkerShutdown');

const plainFailure = (code: string, message: string, mayHaveHappened: boolean): StepFailure => ({
  code,
  message,
  reaction: 'escalate',
  mayHaveHappened,
  decisions: ['retry', 'skip', 'markDone'],
  attempt: 1,
  at: now(),
  exchanges: [],
});

export const isStepFailure = (details: unknown): details is StepFailure =>
  typeof details === 'object' && details !== null && 'code' in details && 'reaction' in details;
