import type { Containment } from './error-policy/reaction';
import type { Policy } from './policy';
import type { Decide } from './messages';
import type { ReportEntry } from './report';
import type { OffboardingRequest } from './request';
import type { Decision, FinalRunState, StepState, StepStatus } from './status';
import type { ZoomSnapshot } from './step-result';
import { stepsOf, type CompensationStep, type StepName } from './steps';

/** A step as the run keeps it: what `status` shows, and what the run itself must remember. */
export interface StepRecord extends StepStatus {
  /** What a person may answer; set while blocked. */
  decisions?: Decision[];
  containment?: Containment;
  /** Blocked by an outage: tried again by itself with every sweep. */
  outage?: boolean;
  /** Whether a reversal has something to take back: it happened, or nobody can tell that it did not. */
  effect?: 'certain' | 'possible';
  /** A person's decision on its way to the step. */
  decided?: Decide;
  /** A sweep asks the step to try again. */
  dueAgain?: true;
}

/** What a person asked of the whole run. */
interface Order {
  by: string;
  reason: string;
}

/** Everything a run knows, as plain data: it travels through continue-as-new, and `status` and `report` read it. */
export interface RunRecord {
  request: OffboardingRequest;
  effectiveAt: string;
  /** The effective time is still to come. */
  scheduled?: true;
  startedAt?: string;
  containedAt?: string;
  finishedAt?: string;
  final?: FinalRunState;
  policy?: Policy;
  /** Held until a person releases it, and why. */
  hold?: { code: string; message: string };
  /** A dry run of a protected account: a real run would be held. */
  wouldBeHeld?: true;
  /** HR took the termination back when the run had started: a person decides what becomes of it. */
  withdrawn?: { code: string; message: string };
  /** An automatic termination has been counted by the breaker. */
  counted?: true;
  /** The fact of HR's that the run follows. */
  hrFact?: string;
  startNow?: true;
  rescind?: Order;
  steps: StepRecord[];
  snapshot?: ZoomSnapshot;
  /** Whether the provider knows the leaver; absent until seen. */
  knownToZoom?: boolean;
  knownToCloudflare?: boolean;
  /** When deactivation was refused for good, so that its containment counts in its place. */
  deactivationRefusedAt?: string;
  /** When access was last cut, by a revoke or a closed door: the sweep comes `sweepDelay` later. */
  accessCutAt?: string;
  /** What notices were sent about, and is still so. */
  told?: string[];
  /** Reversals registered so far, oldest first. */
  reversals: CompensationStep[];
  entries: ReportEntry[];
}

export function newRunRecord(request: OffboardingRequest, now: string): RunRecord {
  const effectiveAt = request.effectiveAt ?? now;
  // A dry run reads at once, whatever the date.
  const isScheduled = !request.dryRun && Date.parse(effectiveAt) > Date.parse(now);
  return {
    request,
    effectiveAt,
    ...(isScheduled ? { scheduled: true as const } : {}),
    steps: stepsOf({ endLiveMeetings: false, freeZeroTrustSeat: false }).map(newStepRecord),
    reversals: [],
    entries: [],
  };
}

const newStepRecord = (step: StepName): StepRecord => ({
  step,
  state: 'pending',
  attempts: 0,
});

/** The step's record; a compensation joins the list when it is first asked for. */
export function stepOf(record: RunRecord, name: StepName): StepRecord {
  const known = record.steps.find(({ step }) => step === name);
  if (known) return known;
  const added = newStepRecord(name);
  record.steps.push(added);
  return added;
}

/** The policy's own steps join the plan once it is read. */
export function adoptPolicy(record: RunRecord, policy: Policy): void {
  record.policy = policy;
  record.steps = stepsOf(policy).map((name) => stepOf(record, name));
}

const SETTLED: readonly StepState[] = ['done', 'notApplicable', 'skipped', 'reversed'];

/** Nothing more will happen to the step by itself, and nobody is asked about it. */
export const isSettled = ({ state }: Pick<StepRecord, 'state'>): boolean => SETTLED.includes(state);

/** The step did its job, or had none to do. */
export const isFulfilled = ({ state }: Pick<StepRecord, 'state'>): boolean =>
  state === 'done' || state === 'notApplicable';

/** Puts a step into a state; what belonged to the former state goes. */
export function enter(
  step: StepRecord,
  state: StepState,
  at: string,
  details: Partial<StepRecord> = {},
): void {
  const { step: name, attempts, effect } = step;
  for (const key of Object.keys(step) as (keyof StepRecord)[]) delete step[key];
  Object.assign(step, {
    step: name,
    attempts,
    ...(effect ? { effect } : {}),
    state,
    at,
    ...details,
  });
}
