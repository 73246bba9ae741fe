import type { RunState } from '../status';

/**
 * What becomes of a leaver in a batch. `waiting`: its turn has not come. `joined`: a run of somebody else's was
 * under way already. `failed`: the run ended in another way than its own, by a termination for example.
 */
export type LeaverState = 'waiting' | RunState | 'failed' | 'joined';

/** How many leavers are in each state; each leaver counts once. */
export type BatchCounts = Record<LeaverState, number>;

export const PROBLEM_STATES = ['blocked', 'held', 'failed', 'cancelled'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

/** A leaver whom somebody should look at. */
export interface BatchProblem {
  /** The row's place for people: the line of the file. */
  line: number;
  workflowId: string;
  state: ProblemState;
  /** Why it failed. */
  message?: string;
}

export interface Paused {
  by: string;
  reason: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** The answer of a batch's query `status`, and its result. */
export interface BatchStatus {
  state: 'running' | 'paused' | 'finished' | 'cancelled';
  /** Leavers in the whole list, as announced; those that came, where nobody announced more. */
  total: number;
  /** How many of them came so far: the index that `addLeavers` goes on with. */
  received: number;
  /** All rows were added. */
  isComplete: boolean;
  counts: BatchCounts;
  /** At the most 100. */
  problems: BatchProblem[];
  /** How many there are beside these. */
  moreProblems: number;
  paused?: Paused;
}

/** How many problems a status names. */
export const MOST_PROBLEMS = 100;

export const newCounts = (): BatchCounts => ({
  waiting: 0,
  running: 0,
  contained: 0,
  blocked: 0,
  held: 0,
  scheduled: 0,
  completed: 0,
  completedWithExceptions: 0,
  rescinded: 0,
  cancelled: 0,
  failed: 0,
  joined: 0,
});

const NOT_OF_A_RUN: readonly unknown[] = ['waiting', 'failed', 'joined'] satisfies LeaverState[];

export const isRunState = (state: unknown): state is RunState =>
  typeof state === 'string' && Object.hasOwn(newCounts(), state) && !NOT_OF_A_RUN.includes(state);

export const isProblem = (state: string): state is ProblemState =>
  (PROBLEM_STATES as readonly string[]).includes(state);
