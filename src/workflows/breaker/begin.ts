import { defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import {
  COUNT_TERMINATION,
  RESET_BREAKER,
  resetBreaker,
  type BreakerRecord,
  type ResetBreaker,
} from '../../domain/breaker';
import { Breaker } from './breaker';

/** Builds the state and sets all handlers, before anything waits. */
export function beginBreaker(record: BreakerRecord): Breaker {
  const breaker = new Breaker(record);
  setHandler(defineSignal<[unknown]>(COUNT_TERMINATION), (asked) => breaker.ask(asked), {
    description: "Sent by the engine's runs; not for people.",
  });
  const reset = (which: ResetBreaker | undefined): void => resetBreaker(record, which ?? {});
  setHandler(defineUpdate<void, [ResetBreaker | undefined]>(RESET_BREAKER), reset, {
    description: 'Starts the count anew; what is held stays held until it is released.',
  });
  setHandler(defineQuery<BreakerRecord>('status'), () => record, {
    description: 'What was counted within the window, and since when terminations are held.',
  });
  return breaker;
}
