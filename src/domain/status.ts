import type { StepName } from './steps';

/** Step outcomes. `skipped`: a person decided, or a dry run only said what it would do. */
export type StepState =
  | 'pending'
  | 'running'
  | 'retrying'
  | 'done'
  | 'notApplicable'
  | 'blocked'
  | 'skipped'
  | 'reversed';

const FINAL_RUN_STATES = [
  'completed',
  'completedWithExceptions',
  'rescinded',
  'cancelled',
] as const;
export type FinalRunState = (typeof FINAL_RUN_STATES)[number];
export const RUN_STATES = [
  'scheduled',
  'held',
  'running',
  'contained',
  'blocked',
  ...FINAL_RUN_STATES,
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What a person can answer to a blocked step. */
export const DECISIONS = ['retry', 'skip', 'markDone', 'demoteAndRetry'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface StepStatus {
  step: StepName;
  state: StepState;
  /** How often the step was tried so far. */
  attempts: number;
  /** ISO 8601, UTC: when the step came into this state. */
  at?: string;
  /** The engine's code of what stands in the way: `zoom.400.200`, `cloudflare.403.10000`, `zoom.timeout`. */
  code?: string;
  message?: string;
  /** ISO 8601, UTC; with `retrying` only. */
  nextAttemptAt?: string;
}

export interface Need {
  /** Absent where the question is about the whole run: it is held, or HR took it back after its start. */
  step?: StepName;
  code: string;
  message: string;
  /** What `decide` accepts for the step; empty where the answer is another message, which `message` then names. */
  decisions: Decision[];
}

/** The answer of the query `status`, and the result of a run. Times are ISO 8601, UTC. */
export interface OffboardingStatus {
  state: RunState;
  email: string;
  employeeId?: string;
  effectiveAt: string;
  startedAt?: string;
  containedAt?: string;
  finishedAt?: string;
  /** The fact of HR's that the run follows: source and event id. */
  hrFact?: string;
  /** Present and true when the run reads only. */
  dryRun?: true;
  /** Of a dry run that has ended: what a real run would come to; absent where reading could not tell. */
  wouldBe?: RunState;
  steps: StepStatus[];
  /** Empty: nobody need do anything. */
  needs: Need[];
}

export const isFinal = (state: RunState): state is FinalRunState =>
  (FINAL_RUN_STATES as readonly string[]).includes(state);
