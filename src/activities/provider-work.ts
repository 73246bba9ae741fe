import { Context } from '@temporalio/activity';
import type { EarlierTries } from '../domain/call-failure';
import type { ProviderExchange } from '../domain/provider';
import type { ProviderFailure } from '../domain/provider-failure';
import type { CallContext } from '../providers/http';
import { ProviderError } from '../providers/provider-error';
import { keepHeartbeat } from './heartbeat';

/** What work at a provider may use: the call's context, which try this is, and a memory that outlives it. */
export interface ProviderWork {
  call: CallContext;
  /** 1 for the first. */
  attempt: number;
  /** What an earlier try remembered; absent on the first. */
  remembered: unknown;
  remember: (details: unknown) => void;
}

/** What a provider's failure is seen in: the try, what was before it, and all that was exchanged in it. */
export interface Surroundings {
  context: Context;
  call: CallContext;
  earlier: EarlierTries;
  remembered: () => unknown;
  exchanges: ProviderExchange[];
}

const NO_TRIES: EarlierTries = { attempts: 0, waits: 0 };

/** Of the activity's input. */
interface WorkOptions {
  earlier?: EarlierTries | undefined;
  givesWay?: true | undefined;
}

/**
 * One try of an activity that calls a provider: heartbeats while it lasts, hands on cancellation, gathers every
 * exchange, and leaves a provider's failure to `react`, which answers in the work's place or throws.
 */
export async function workAtProvider<A extends object>(
  work: (given: ProviderWork) => Promise<A>,
  react: (failure: ProviderFailure, around: Surroundings) => Promise<A>,
  { earlier = NO_TRIES, givesWay }: WorkOptions,
): Promise<A & { attempt: number; exchanges: ProviderExchange[] }> {
  const context = Context.current();
  const exchanges: ProviderExchange[] = [];
  const call: CallContext = {
    signal: context.cancellationSignal,
    record: (exchange) => exchanges.push(exchange),
    ...(givesWay && { givesWay }),
  };
  const attempt = earlier.attempts + context.info.attempt;
  const { remember, remembered, stop } = keepHeartbeat(context, earlier.remembered);
  try {
    const given = { call, attempt, remembered: remembered(), remember };
    const answer = await work(given).catch((error: unknown) => {
      if (call.signal?.aborted || !(error instanceof ProviderError)) throw error;
      return react(error.failure, { context, call, earlier, remembered, exchanges });
    });
    return { ...answer, attempt, exchanges };
  } catch (error) {
    if (call.signal?.aborted) await context.cancelled;
    throw error;
  } finally {
    stop();
  }
}
