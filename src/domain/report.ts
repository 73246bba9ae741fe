import type { ProviderExchange } from './provider';
import type { OffboardingRequest } from './request';
import type { Decision, OffboardingStatus } from './status';
import type { ZoomSnapshot } from './step-result';
import type { StepName } from './steps';

/** One try of a step: what came of it and every exchange with the provider that belongs to it. */
export interface AttemptEntry {
  kind: 'attempt';
  at: string;
  step: StepName;
  /** 1 for the first. */
  attempt: number;
  /** `lost`: no word of the try came back, so that nobody knows whether the provider did it. `at`: when that showed. */
  outcome: 'done' | 'notApplicable' | 'failed' | 'lost';
  code?: string;
  message?: string;
  nextAttemptAt?: string;
  exchanges: ProviderExchange[];
  /**
   * Of a step that was tried very often, the tries in the middle are counted by outcome and code: this is the first of
   * so many, the last of which was then. The calls of the others are left out.
   */
  times?: number;
  until?: string;
}

/** What a person decided, with who and why. */
export interface DecisionEntry {
  kind: 'decision';
  at: string;
  by: string;
  reason: string;
  step: StepName;
  decision: Decision;
}

/**
 * A message that reached the run; `refused` says why it had no effect. `dismiss` went to HR's events of the leaver, the
 * workflow `to`, and answered questions with these codes: not the run tells of it, but who reads both.
 */
export interface MessageEntry {
  kind: 'message';
  at: string;
  message: 'rescind' | 'reschedule' | 'startNow' | 'release' | 'cancel' | 'withdraw' | 'dismiss';
  by?: string;
  reason?: string;
  effectiveAt?: string;
  refused?: string;
  to?: string;
  codes?: string[];
}

/** The run came into another state. */
export interface StateEntry {
  kind: 'state';
  at: string;
  state: OffboardingStatus['state'];
  message?: string;
}

export type ReportEntry = AttemptEntry | DecisionEntry | MessageEntry | StateEntry;

/** Status, licence type and role as Zoom's Users API gives them (GET user). */
export type ZoomBefore = Pick<ZoomSnapshot, 'id' | 'status' | 'type' | 'roleId'>;

/** The answer of the query `report`: the evidence, in the order in which things happened. */
export interface OffboardingReport {
  workflowId: string;
  runId: string;
  request: OffboardingRequest;
  /** The Zoom account as it was before anything was changed: what a reversal restores. Absent: never read. */
  zoomBefore?: ZoomBefore;
  status: OffboardingStatus;
  entries: ReportEntry[];
}
