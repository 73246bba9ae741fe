import { escapeMarkdown } from '../details';
import {
  PROBLEM_STATES,
  type BatchCounts,
  type BatchProblem,
  type BatchStatus,
  type LeaverState,
} from './status';

/** Problems that the Web UI's details show; `status` has more of them. */
const SHOWN = 20;
const IN_A_NAME = 150;
const IN_A_MESSAGE = 250;

/** What each state of a leaver means to who looks at the batch. */
export const LEAVER_WORDS: Record<LeaverState, string> = {
  waiting: 'waiting for their turn',
  running: 'running',
  contained: 'contained, the rest is under way',
  blocked: 'blocked',
  held: 'held',
  scheduled: 'scheduled for later',
  completed: 'completed',
  completedWithExceptions: 'completed with exceptions',
  rescinded: 'rescinded',
  cancelled: 'cancelled',
  failed: 'failed',
  joined: 'joined: their run was under way already',
};

/** The Web UI's current details of a batch. */
export function batchDetailsOf(status: BatchStatus): string {
  return [
    `**${headlineOf(status)}**`,
    nextMove(status),
    countTable(status.counts).join('\n'),
    problemTable(status).join('\n'),
    // The Web UI's frame cuts off the last line.
    '&#160;',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** "120 of 300 leavers have ended or wait for somebody" in the words of each state. */
export function headlineOf({ state, total, counts }: BatchStatus): string {
  const { waiting, running, contained } = counts;
  const open = waiting + running + contained;
  const received = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `Batch ${state}: ${received - open} of ${total} leavers are through`;
}

function nextMove({ state, total, received, isComplete, paused, counts }: BatchStatus): string {
  const needy = PROBLEM_STATES.some((problem) => counts[problem] > 0);
  if (paused)
    return `Paused by ${escapeMarkdown(paused.by, IN_A_NAME)}: ${escapeMarkdown(paused.reason)}. Runs that have begun go on; the update resume lets the others begin.`;
  if (state === 'cancelled') return 'No further run begins. Those that have begun go on.';
  if (state === 'running' && !isComplete && counts.waiting === 0)
    return `${received} of ${Math.max(total, received)} rows came so far; the update addLeavers brings the others. Hand the same file over again to go on.`;
  return needy ? 'Somebody must look at those below.' : 'Nobody need do anything.';
}

function countTable(counts: BatchCounts): string[] {
  const rows = Object.entries(counts).filter(([, count]) => count > 0) as [LeaverState, number][];
  if (rows.length === 0) return [];
  return [
    '| leavers | |',
    '|--:|:--|',
    ...rows.map(([state, count]) => `| ${count} | ${LEAVER_WORDS[state]} |`),
  ];
}

function problemTable({ problems, moreProblems }: BatchStatus): string[] {
  if (problems.length === 0) return [];
  const more = moreProblems + Math.max(0, problems.length - SHOWN);
  return [
    '| line | run | state |',
    '|--:|:--|:--|',
    ...problems.slice(0, SHOWN).map(problemRow),
    ...(more > 0 ? [`| | and ${more} more | |`] : []),
  ];
}

function problemRow({ line, workflowId, state, message }: BatchProblem): string {
  const why = message === undefined ? '' : `: ${escapeMarkdown(message, IN_A_MESSAGE)}`;
  return `| ${line} | ${escapeMarkdown(workflowId, IN_A_NAME)} | ${state}${why} |`;
}
