import { headlineOf, LEAVER_WORDS } from '../../domain/batch/details';
import type {
  BatchProblem,
  BatchStatus,
  LeaverState,
  ProblemState,
} from '../../domain/batch/status';
import { shellWord } from '../status/next-commands';

/** What comes from outside, on one line, and without escape sequences. */
const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim();

const counted = ({ counts }: BatchStatus): [LeaverState, number][] =>
  (Object.entries(counts) as [LeaverState, number][]).filter(([, count]) => count > 0);

/** "25 running, 3 blocked, 170 completed" */
export const renderCounts = (status: BatchStatus): string =>
  counted(status)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');

/** Leavers of whom nothing more is awaited: ended, or waiting for a person or a date. */
export function throughOf({ received, counts }: BatchStatus): number {
  return received - counts.waiting - counts.running - counts.contained;
}

/** The batch as a table: how many leavers are in which state, and whom somebody should look at. */
export function renderBatch(status: BatchStatus, id: string): string[] {
  const { problems, moreProblems, paused, received, isComplete, total } = status;
  const width = String(Math.max(...Object.values(status.counts))).length;
  return [
    '',
    `  ${headlineOf(status)}`,
    ...(paused ? [`  Paused by ${plain(paused.by)} at ${paused.at}: ${plain(paused.reason)}`] : []),
    ...(isComplete
      ? []
      : [`  ${received} of ${total} rows came so far; the same command again brings the rest.`]),
    '',
    ...counted(status).map(
      ([state, count]) => `  ${String(count).padStart(width)}  ${LEAVER_WORDS[state]}`,
    ),
    ...(problems.length > 0
      ? ['', '  Somebody is needed', ...problems.flatMap(renderProblem)]
      : []),
    ...(moreProblems > 0 ? [`  and ${moreProblems} more`] : []),
    '',
    ...(paused ? [`  $ npx offboard batch-resume ${shellWord(id)} --reason "…"`, ''] : []),
  ];
}

const PROBLEM_WORDS: Record<ProblemState, string> = {
  blocked: 'is blocked',
  held: 'is held',
  failed: 'has failed',
  cancelled: 'was cancelled',
};

const renderProblem = ({ line, workflowId, state, message }: BatchProblem): string[] => [
  `  ! line ${line}: ${plain(workflowId)} ${PROBLEM_WORDS[state]}${message === undefined ? '' : `. ${plain(message)}`}`,
  `    $ npx offboard status ${shellWord(workflowId)}`,
];
