import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  CancelledFailure,
  ChildWorkflowFailure,
  startChild,
  TerminatedFailure,
  type ChildWorkflowHandle,
} from '@temporalio/workflow';
import { WORKFLOW_TYPE } from '../../domain/contract';
import type { OffboardingStatus, RunState } from '../../domain/status';
import type { childRunOptionsFor } from '../child-run';

type Run = (input: unknown) => Promise<OffboardingStatus>;

interface Told {
  /** Temporal has started it, or said why not. */
  answered(): void;
  /** The leaver's run was under way already. */
  joined(): void;
  ended(state: RunState | 'failed', message?: string): void;
}

/**
 * Starts a leaver's run and tells what becomes of it. A batch that is cancelled leaves it alone: access that is
 * half taken away helps nobody.
 */
export async function startChildRun(
  options: ReturnType<typeof childRunOptionsFor>,
  told: Told,
): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    try {
      const child = await startAndAnswer(options, told);
      if (child === undefined) return told.joined();
      const { state } = await child.result();
      told.ended(state);
    } catch (failure) {
      const { state, message } = endingOf(failure);
      told.ended(state, message);
    }
  });
}

async function startAndAnswer(
  options: ReturnType<typeof childRunOptionsFor>,
  told: Told,
): Promise<ChildWorkflowHandle<Run> | undefined> {
  try {
    return await startChild<Run>(WORKFLOW_TYPE, options);
  } catch (failure) {
    if (failure instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw failure;
  } finally {
    told.answered();
  }
}

/** What the run could not say itself: it was cancelled, terminated, or failed. */
function endingOf(failure: unknown): { state: 'cancelled' | 'failed'; message?: string } {
  const cause = failure instanceof ChildWorkflowFailure ? failure.cause : failure;
  if (cause instanceof CancelledFailure) return { state: 'cancelled' };
  if (cause instanceof TerminatedFailure)
    return { state: 'failed', message: 'It was terminated from outside.' };
  return { state: 'failed', message: cause instanceof Error ? cause.message : String(cause) };
}
