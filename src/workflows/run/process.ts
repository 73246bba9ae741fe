import {
  CancellationScope,
  allHandlersFinished,
  condition,
  isCancellation,
} from '@temporalio/workflow';
import { note } from '../../domain/run-evidence';
import { finalStateOf, statusOf } from '../../domain/run-status';
import type { FinalRunState, OffboardingStatus } from '../../domain/status';
import type { StepName } from '../../domain/steps';
import { now } from './clock';
import { sayWhatWouldBeDone } from './dry-run';
import { knownSomewhere } from './known-somewhere';
import { dropWhatIsOpen, reverse } from './reversal';
import type { Run } from './run';
import { sweepUntilVerified, untilSettled } from './sweep';
import { due, released } from './waiting';

/** The words of the process: what `offboardEmployee` is written in. */
export class Process {
  constructor(private readonly run: Run) {}

  get isDryRun(): boolean {
    return this.run.record.request.dryRun;
  }

  /** What cuts live sessions, and reads what a reversal would restore. */
  get liveSessionSteps(): StepName[] {
    const steps: StepName[] = ['revokeZeroTrustTokens', 'revokeZoomSsoToken', 'readZoomUser'];
    return this.run.policy.endLiveMeetings ? [...steps, 'endLiveZoomMeetings'] : steps;
  }

  released = () => released(this.run);
  due = () => due(this.run);
  inParallel = (...steps: StepName[]) => this.run.inParallel(...steps);
  step = (name: StepName) => this.run.step(name);
  knownSomewhere = () => knownSomewhere(this.run);
  sweepUntilVerified = () => sweepUntilVerified(this.run);
  sayWhatWouldBeDone = () => sayWhatWouldBeDone(this.run);

  async tidyUp(): Promise<void> {
    if (this.run.policy.freeZeroTrustSeat) await untilSettled(this.run, 'freeZeroTrustSeat');
  }

  /** Runs the process to its end; a rescind ends it and takes back what was done, a cancellation just ends it. */
  async unlessTakenBack(process: () => Promise<void>): Promise<OffboardingStatus> {
    const { record } = this.run;
    this.run.publish();
    if (!record.rescind) await this.untilEndOrRescind(process);
    await condition(allHandlersFinished);
    if (!record.rescind) return this.end(finalStateOf(record));
    await reverse(this.run);
    return this.end('rescinded');
  }

  private async untilEndOrRescind(process: () => Promise<void>): Promise<void> {
    const scope = new CancellationScope();
    const ended = scope.run(() => {
      this.run.resumeBlocked();
      return process();
    });
    ended.catch(() => undefined);
    try {
      await Promise.race([ended, condition(() => this.run.record.rescind !== undefined)]);
    } catch (failure) {
      if (isCancellation(failure)) await this.recordCancellation();
      throw failure;
    }
    if (!this.run.record.rescind) return;
    scope.cancel();
    await ended.catch((failure: unknown) => {
      if (!isCancellation(failure)) throw failure;
    });
  }

  /** Keeps what is done, lets a call under way end, and writes the record. */
  private async recordCancellation(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      await condition(() => this.run.busy.size === 0);
      note(this.run.record, { kind: 'message', at: now(), message: 'cancel' });
      dropWhatIsOpen(this.run, 'The run was cancelled before this was done.');
      this.end('cancelled');
    });
  }

  private end(state: FinalRunState): OffboardingStatus {
    const { record } = this.run;
    record.final = state;
    record.finishedAt = now();
    delete record.hold;
    this.run.publish();
    return statusOf(record);
  }
}
