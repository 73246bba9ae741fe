import { ApplicationFailure } from '@temporalio/workflow';

/**
 * A no for a person to read: nothing will be tried again. Without a stack trace, which would put the engine's own files
 * between the person and the message.
 */
export function refusal(message: string, type: string, ...details: unknown[]): ApplicationFailure {
  const failure = ApplicationFailure.nonRetryable(message, type, ...details);
  failure.stack = '';
  return failure;
}
