import { Context } from '@temporalio/activity';
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

/** What a provider's failure is seen in: the try, and all that was exchanged in it. */
export interface Surroundings {
  context: Context;
  call: CallContext;
  exchanges: ProviderExchange[];
}

/**
 * One try of an activity that calls a provider: heartbeats while it lasts, hands on cancellation, gathers every
 * exchange, and leaves a provider's failure to `react`, which answers in the work's place or throws.
 */
export async function workAtProvider<A extends object>(
  work: (given: ProviderWork) => Promise<A>,
  react: (failure: ProviderFailure, around: Surroundings) => Promise<A>,
): Promise<A & { attempt: number; exchanges: ProviderExchange[] }> {
  const context = Context.current();
  const exchanges: ProviderExchange[] = [];
  const call: CallContext = {
    signal: context.cancellationSignal,
    record: (exchange) => exchanges.push(exchange),
  };
  const { attempt } = context.info;
  const heartbeat = keepHeartbeat(context);
  try {
    const remembered: unknown = context.info.heartbeatDetails;
    const given = { call, attempt, remembered, remember: heartbeat.remember };
    const answer = await work(given).catch((error: unknown) => {
      if (call.signal?.aborted || !(error instanceof ProviderError)) throw error;
      return react(error.failure, { context, call, exchanges });
    });
    return { ...answer, attempt, exchanges };
  } catch (error) {
    if (call.signal?.aborted) await context.cancelled;
    throw error;
  } finally {
    heartbeat.stop();
  }
}
