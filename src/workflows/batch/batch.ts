import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import { batchDetailsOf } from '../../domain/batch/details';
import {
  follow,
  hasFreeSlot,
  isSettled,
  learn,
  noteJoined,
  type BatchRecord,
} from '../../domain/batch/record';
import { batchStatusOf } from '../../domain/batch/record-status';
import { takeRow } from '../../domain/batch/rows';
import { requestFor } from '../../domain/batch/schemas';
import type { BatchStatus } from '../../domain/batch/status';
import type { RunState } from '../../domain/status';
import { childRunOptionsFor } from '../child-run';
import { startChildRun } from './start-child-run';

/**
 * Temporal lets 2,000 children of one history be open at a time, and runs that wait stay open: well before, the
 * history continues as new, which leaves them behind.
 */
const MOST_CHILDREN_OF_A_HISTORY = 1_000;

/** A batch under way: its record, which alone outlives it, and how it goes through its rows. */
export class Batch {
  /** Children whose start Temporal has not confirmed. */
  private starting = 0;
  private started = 0;
  /** The history is about to continue as new: nothing is begun here any more. */
  isMovingOn = false;

  constructor(readonly record: BatchRecord) {}

  get status(): BatchStatus {
    return batchStatusOf(this.record);
  }

  /** Shows in the Web UI what changed. */
  publish(): void {
    setCurrentDetails(batchDetailsOf(this.status));
  }

  /** Waits for a leaver whose turn it is; false: there will be none. */
  async hasNext(): Promise<boolean> {
    const { record } = this;
    const isHandedOut = () => record.isComplete === true && record.pending.length === 0;
    await this.until(() => this.canStart || isHandedOut());
    return this.canStart;
  }

  /** Starts the next leaver's run, and watches it in the background. */
  startNext(): void {
    const { record } = this;
    const leaver = takeRow(record);
    if (!leaver) return;
    const options = childRunOptionsFor(requestFor(leaver, record.request), leaver.name);
    const { workflowId } = options;
    if (record.children[workflowId]) {
      record.counts.joined += 1;
    } else {
      follow(record, workflowId, leaver.line);
      this.starting += 1;
      this.started += 1;
      void startChildRun(options, {
        answered: () => (this.starting -= 1),
        joined: () => this.change(() => noteJoined(record, workflowId)),
        ended: (state, message) => this.learn(workflowId, state, message),
      });
    }
    this.publish();
  }

  /** A child came into another state. */
  learn = (workflowId: string, state: RunState | 'failed', message?: string): void => {
    this.change(() => learn(this.record, workflowId, state, message));
  };

  /** Waits until every leaver's run has ended, or waits for a person or a date. */
  settled(): Promise<void> {
    return this.until(() => isSettled(this.record));
  }

  /** Runs the process to its end. A cancellation lets no further run begin; those that have begun go on. */
  async unlessCancelled(process: () => Promise<void>): Promise<BatchStatus> {
    try {
      await process();
    } catch (failure) {
      if (isCancellation(failure)) this.end('cancelled');
      throw failure;
    }
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    return this.end('finished');
  }

  private get canStart(): boolean {
    const { pending, paused } = this.record;
    return pending.length > 0 && !paused && !this.isHistoryLong && hasFreeSlot(this.record);
  }

  private get isHistoryLong(): boolean {
    return workflowInfo().continueAsNewSuggested || this.started >= MOST_CHILDREN_OF_A_HISTORY;
  }

  private async until(isThere: () => boolean): Promise<void> {
    for (;;) {
      await condition(() => isThere() || this.isHistoryLong);
      if (isThere()) return;
      await this.moveOn();
    }
  }

  private async moveOn(): Promise<void> {
    this.isMovingOn = true;
    await condition(() => this.starting === 0 && allHandlersFinished());
    await continueAsNew(this.record.request, this.record);
  }

  private change(what: () => void): void {
    what();
    this.publish();
  }

  private end(state: 'finished' | 'cancelled'): BatchStatus {
    this.change(() => (this.record.final = state));
    return this.status;
  }
}
