import type { BatchRecord } from './record';
import {
  isProblem,
  MOST_PROBLEMS,
  PROBLEM_STATES,
  type BatchProblem,
  type BatchStatus,
} from './status';

/** What `status` answers. */
export function batchStatusOf(record: BatchRecord): BatchStatus {
  const { pending, received, total, isComplete = false, paused, final } = record;
  const counts = { ...record.counts, waiting: pending.length };
  const problems = problemsOf(record).slice(0, MOST_PROBLEMS);
  const all = PROBLEM_STATES.reduce((sum, state) => sum + counts[state], 0);
  return {
    state: final ?? (paused ? 'paused' : 'running'),
    total: Math.max(total ?? 0, received),
    received,
    isComplete,
    counts,
    problems,
    moreProblems: all - problems.length,
    ...(paused && !final ? { paused } : {}),
  };
}

function problemsOf({ endings, children }: BatchRecord): BatchProblem[] {
  const open = Object.entries(children).flatMap(([workflowId, { line, state }]) =>
    isProblem(state) ? [{ line, workflowId, state }] : [],
  );
  return [...endings, ...open];
}
