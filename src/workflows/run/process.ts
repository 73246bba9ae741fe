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
import { unlessCalledOff } from './failure';
import { knownSomewhere } from './known-somewhere';
import { dropWhatIsOpen, reverse } from './reversal';
import type { Run } from './run';
import { sweepUntilVerified, untilSettled } from './sweep';
import { due, released, withdrawalAnswered } from './waiting';

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
  withdrawalAnswered = () => withdrawalAnswered(this.run);
  sayWhatWouldBeDone = () => sayWhatWouldBeDone(this.run);

  async tidyUp(): Promise<void> {
    if (this.run.policy.freeZeroTrustSeat) await untilSettled(this.run, 'freeZeroTrustSeat');
  }

  /** Runs the process to its end; a rescind ends it and takes back what was done, a cancellation just ends it. */
  async unlessTakenBack(process: () => Promise<void>): Promise<OffboardingStatus> {
    const { record } = this.run;
    this.run.publish();
    if (!record.rescind) await this.untilEndOrRescind(process);
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    if (!record.rescind) await this.run.notices.beforeEnd();
    if (!record.rescind) return this.end(finalStateOf(record));
    await reverse(this.run);
    return this.end('rescinded');
  }

  private async untilEndOrRescind(process: () => Promise<void>): Promise<void> {
    const { scope } = this.run;
    const ended = scope.run(() => {
      this.run.resumeBlocked();
      return process();
    });
    ended.catch(() => undefined);
    try {
      await Promise.race([ended, condition(() => this.run.record.rescind !== undefined)]);
    } catch (failure) {
      if (!isCancellation(failure)) throw failure;
      if (await this.isCancelled()) throw failure;
      // Taken back as well as cancelled: what was done is restored.
    }
    if (!this.run.record.rescind) return;
    scope.cancel();
    await ended.catch(unlessCalledOff);
  }

  /** Lets a call under way end. Unless the run is taken back meanwhile, keeps what is done and writes the record. */
  private async isCancelled(): Promise<boolean> {
    const { run } = this;
    return CancellationScope.nonCancellable(async () => {
      await condition(() => run.busy.size === 0);
      if (run.record.rescind) return false;
      note(run.record, { kind: 'message', at: now(), message: 'cancel' });
      dropWhatIsOpen(run, 'The run was cancelled before this was done.');
      await this.end('cancelled');
      return true;
    });
  }

  private async end(state: FinalRunState): Promise<OffboardingStatus> {
    const { record } = this.run;
    record.final = state;
    record.finishedAt = now();
    delete record.hold;
    this.run.publish();
    this.run.figures.ended(state);
    await this.run.notices.handedOver();
    return statusOf(record);
  }
}
