import { WorkflowFailedError } from '@temporalio/client';
import type { MESSAGES } from '../domain/messages';
import { AlreadyEnded } from './errors';
import type { FoundRun } from './runs';

export type MessageName = Exclude<keyof typeof MESSAGES, 'status' | 'report'>;

const BY_HAND =
  'To give access back by hand: activate the user in Zoom (Admin, User Management), restore the role and the ' +
  'licence that the report shows, and let the user reset the password; Cloudflare needs nothing.';
const ANEW = 'If access should still be taken away, start it anew: npx offboard start.';

/** What a person can do instead, now that the run takes no more messages. */
const INSTEAD: Record<MessageName, string> = {
  rescind: BY_HAND,
  reschedule: ANEW,
  startNow: ANEW,
  decide: `Nothing waits for an answer any more. ${ANEW}`,
  release: `Nothing is held any more. ${ANEW}`,
};

const ENDINGS: Partial<Record<FoundRun['execution'], string>> = {
  COMPLETED: 'has ended',
  FAILED: 'has failed',
  CANCELLED: 'was cancelled',
  TERMINATED: 'was terminated',
  TIMED_OUT: 'has timed out',
};

const endingOf = ({ workflowId, execution }: FoundRun): string =>
  `The run ${workflowId} ${ENDINGS[execution] ?? `is ${execution}`}`;

export const endedBefore = (run: FoundRun, message: MessageName): AlreadyEnded =>
  new AlreadyEnded(`${endingOf(run)}: it takes no more messages. ${INSTEAD[message]}`);

/** Whether the run ended before its end: what it says of itself is then what it last believed. */
export const wasCutOff = ({ execution }: FoundRun): boolean =>
  execution === 'FAILED' || execution === 'TERMINATED' || execution === 'TIMED_OUT';

/** A run that was cut off: wrong input, a termination from outside. */
export function cutOff(run: FoundRun, error: unknown): AlreadyEnded {
  const cause = error instanceof WorkflowFailedError ? error.cause : undefined;
  const why = cause?.message ? `: ${cause.message}` : '';
  // A failed one failed on its input, before it did anything.
  const evidence = run.execution === 'FAILED' ? '' : '; npx offboard report shows what it had done';
  return new AlreadyEnded(`${endingOf(run)}${why}\nNothing goes on in it${evidence}. ${ANEW}`);
}
