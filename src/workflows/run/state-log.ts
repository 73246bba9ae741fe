import { log } from '@temporalio/workflow';
import { boundedCode } from '../../domain/causes';
import type { RunRecord } from '../../domain/run-record';
import { needsOf, runStateOf } from '../../domain/run-status';
import type { RunState } from '../../domain/status';

const WAITS_FOR_PEOPLE: readonly RunState[] = ['blocked', 'held'];

/** A line in the log for every state that the run comes into, and every code it waits with; Temporal adds which run. */
export class StateLog {
  private last = '';

  constructor(private readonly record: RunRecord) {}

  /** To be called after every change. */
  look(): void {
    const state = runStateOf(this.record);
    const codes = [...new Set(needsOf(this.record).map(({ code }) => boundedCode(code)))].sort();
    const now = [state, ...codes].join();
    if (now === this.last) return;
    this.last = now;
    const details = { state, ...(codes.length > 0 && { codes }) };
    if (WAITS_FOR_PEOPLE.includes(state)) log.warn(`run is ${state}`, details);
    else log.info(`run is ${state}`, details);
  }
}
