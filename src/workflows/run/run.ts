import { CancellationScope, condition } from '@temporalio/workflow';
import type { Verdict } from '../../domain/breaker';
import { toMs } from '../../domain/duration';
import type { Decide } from '../../domain/messages';
import type { Policy } from '../../domain/policy';
import { note } from '../../domain/run-evidence';
import {
  enter,
  isSettled,
  newRunRecord,
  stepOf,
  type RunRecord,
  type StepRecord,
} from '../../domain/run-record';
import { isContained, runStateOf } from '../../domain/run-status';
import type { OffboardingRequest } from '../../domain/request';
import type { StepFailure } from '../../domain/step-result';
import type { StepName } from '../../domain/steps';
import { Bell } from './bell';
import { now } from './clock';
import { unlessCalledOff } from './failure';
import { RunFigures } from './figures';
import { HeardTries } from './heard-tries';
import { publisher } from './publish';
import { Notices } from './notices';
import { ParentReports } from './report-to-parent';
import { StateLog } from './state-log';

type Retrying = Pick<StepFailure, 'code' | 'message' | 'nextAttemptAt'>;

/** A run under way: its record, which alone outlives it, and who performs what at the moment. */
export class Run {
  readonly record: RunRecord;
  /** Steps with an attempt, or its containment, under way. */
  readonly busy = new Set<StepName>();
  /** Tries of a step before the attempt under way. */
  readonly triesBefore = new Map<StepName, number>();
  readonly tries = new HeardTries();
  /** Where steps are performed: the process, or its reversal. A step outlives whoever asked for it. */
  scope = new CancellationScope();
  private readonly performed = new Set<StepName>();
  private readonly wakers = new Map<StepName, Bell<void>>();
  private readonly decisions = new Map<StepName, Bell<'decided'>>();
  /** What the breaker answered. */
  verdict: Verdict | undefined;
  private readonly show: () => void;
  readonly parent = new ParentReports();
  readonly notices: Notices;
  readonly figures: RunFigures;
  private readonly stateLog: StateLog;

  constructor(
    request: OffboardingRequest,
    private readonly perform: (run: Run, name: StepName) => Promise<void>,
    carried?: RunRecord,
  ) {
    this.record = carried ?? newRunRecord(request, now());
    this.show = publisher(this.record);
    this.notices = new Notices(this.record);
    this.figures = new RunFigures(this.record);
    this.stateLog = new StateLog(this.record);
  }

  get policy(): Policy {
    if (!this.record.policy) throw new Error('The policy is used before it is read.');
    return this.record.policy;
  }

  /** Shows what changed; the moment of containment is one such change. */
  publish(): void {
    if (this.record.startedAt && !this.record.containedAt && isContained(this.record)) {
      this.record.containedAt = now();
      this.figures.contained();
    }
    this.show();
    this.parent.report(runStateOf(this.record));
    this.notices.look();
    this.stateLog.look();
  }

  recordOf(name: StepName): StepRecord {
    return stepOf(this.record, name);
  }

  /** Has the step performed, once; it goes on in the background. */
  start(name: StepName): void {
    if (this.performed.has(name) || isSettled(this.recordOf(name))) return;
    this.performed.add(name);
    // Called off with the process: what the attempt left behind is in the record.
    void this.scope
      .run(() => this.perform(this, name))
      .catch(unlessCalledOff)
      .finally(() => this.performed.delete(name));
  }

  /** Has the steps performed side by side; goes on when each has ended or waits for a person, or patience ends. */
  async inParallel(...names: StepName[]): Promise<void> {
    for (const name of names) this.start(name);
    const haveEnded = () => names.every((name) => this.hasEnded(name));
    const patience = toMs(this.policy.stagePatience);
    await condition(haveEnded, patience, {
      summary: 'At the most, before the next step goes ahead',
    });
  }

  /** Steps that stood blocked when the history was continued as new wait on for people and sweeps. */
  resumeBlocked(): void {
    for (const { step, state } of this.record.steps) if (state === 'blocked') this.start(step);
  }

  /** Has the step performed; goes on when it has ended or waits for a person, however long that takes. */
  async ended(name: StepName): Promise<void> {
    this.start(name);
    await condition(() => this.hasEnded(name));
  }

  async step(name: StepName): Promise<void> {
    await this.inParallel(name);
  }

  /** Has a step performed once more: a settled one anew, a blocked one of its own accord. */
  async repeat(name: StepName): Promise<void> {
    const step = this.recordOf(name);
    if (step.state === 'skipped' || this.busy.has(name)) return;
    if (isSettled(step)) step.state = 'pending';
    if (step.state === 'blocked') this.tryAgain(step);
    await this.step(name);
  }

  /** Has a blocked step try again; it stays blocked until that succeeds. */
  tryAgain(step: StepRecord): void {
    step.dueAgain = true;
    this.wake(step.step);
  }

  decide(decide: Decide): void {
    this.recordOf(decide.step).decided = decide;
    note(this.record, { kind: 'decision', at: now(), ...decide });
    this.figures.decided(decide.step, decide.decision);
    this.decisions.get(decide.step)?.ring('decided');
    this.decisions.delete(decide.step);
    this.wake(decide.step);
  }

  /** Resolves when a person decides about the step. */
  decided(name: StepName): Promise<'decided'> {
    const bell = this.decisions.get(name) ?? new Bell<'decided'>();
    this.decisions.set(name, bell);
    return bell.rung;
  }

  /** Resolves when a decision or a sweep wants something of the step. */
  woken(name: StepName): Promise<void> {
    const bell = this.wakers.get(name) ?? new Bell<void>();
    this.wakers.set(name, bell);
    return bell.rung;
  }

  /** The step waits for its next try: what for, and until when. */
  retrying(name: StepName, tries: number, { code, message, nextAttemptAt }: Retrying): void {
    const step = this.recordOf(name);
    if (step.state === 'running' || step.state === 'retrying') {
      step.attempts = (this.triesBefore.get(name) ?? 0) + tries;
      enter(step, 'retrying', now(), {
        code,
        message,
        ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
      });
    }
    this.publish();
  }

  /** Whether nothing is under way: all that is open waits for people, or for the next sweep. */
  get isIdle(): boolean {
    return (
      this.busy.size === 0 &&
      !this.record.steps.some((step) => step.dueAgain !== undefined || step.decided !== undefined)
    );
  }

  private wake(name: StepName): void {
    this.wakers.get(name)?.ring();
    this.wakers.delete(name);
  }

  private hasEnded(name: StepName): boolean {
    const step = this.recordOf(name);
    if (this.busy.has(name) || step.dueAgain || step.decided) return false;
    return isSettled(step) || step.state === 'blocked';
  }
}
