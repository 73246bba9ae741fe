import { metricMeter } from '@temporalio/workflow';
import { boundedCode } from '../../domain/causes';
import { dueAt } from '../../domain/due-at';
import { RUN_FIGURES, type Figure } from '../../domain/figures';
import type { RunRecord } from '../../domain/run-record';
import type { Decision, FinalRunState } from '../../domain/status';
import type { StepName } from '../../domain/steps';
import { isAutomatic } from './automatic';

/** What became of a try: `failed` goes to a person, or is contained; `retrying` comes again by itself. */
type Outcome = 'done' | 'notApplicable' | 'retrying' | 'failed' | 'calledOff';

const count = ({ name, help }: Figure, labels: Record<string, string>): void =>
  metricMeter.createCounter(name, undefined, help).add(1, labels);

/** What the run does, in figures; silent where its history is replayed. A dry run does nothing that would count. */
export class RunFigures {
  constructor(private readonly record: RunRecord) {}

  /** To be called once, when the run has just been contained. */
  contained(): void {
    const due = dueAt(this.record);
    const { containedAt, request } = this.record;
    if (request.dryRun || due === undefined || containedAt === undefined) return;
    const { name, unit, help } = RUN_FIGURES.timeToContained;
    const seconds = Math.max(0, Date.parse(containedAt) - Date.parse(due)) / 1_000;
    metricMeter.createHistogram(name, 'float', unit, help).record(seconds, {
      urgency: request.urgency,
      origin: isAutomatic() ? 'hr' : 'person',
    });
  }

  tried(step: StepName, outcome: Outcome, code = ''): void {
    if (this.record.request.dryRun) return;
    count(RUN_FIGURES.stepTries, { step, outcome, code: boundedCode(code) });
    if (step === 'sweepSessions') count(RUN_FIGURES.sweeps, { outcome });
  }

  decided(step: StepName, decision: Decision): void {
    count(RUN_FIGURES.decisions, { step, decision });
  }

  ended(state: FinalRunState): void {
    if (!this.record.request.dryRun) count(RUN_FIGURES.runsEnded, { state });
  }
}
