import { Context } from '@temporalio/activity';
import type { ProviderExchange } from '../domain/provider';
import type { StepInput, StepResult } from '../domain/step-result';
import type { CallContext } from '../providers/http';
import { ProviderError } from '../providers/provider-error';
import { keepHeartbeat } from './heartbeat';
import { reactTo, type Confirmations } from './react';

/** What a step's work may use: the call's context, which try this is, and a memory that outlives it. */
export interface StepWork {
  call: CallContext;
  attempt: number;
  /** What an earlier try remembered; absent on the first. */
  remembered: unknown;
  remember: (details: unknown) => void;
}

export type Answer<T> = Omit<StepResult<T>, 'exchanges' | 'attempt'>;

/**
 * Makes an activity out of a step's work: heartbeats while it lasts, hands on cancellation, gathers every
 * exchange with the provider, and turns a provider's failure into the error policy's reaction.
 */
export function providerStep<I extends StepInput, T = undefined>(
  work: (input: I, work: StepWork) => Promise<Answer<T>>,
  confirmations: Confirmations = {},
): (input: I) => Promise<StepResult<T>> {
  return async (input) => {
    const context = Context.current();
    const exchanges: ProviderExchange[] = [];
    const call: CallContext = {
      signal: context.cancellationSignal,
      record: (exchange) => exchanges.push(exchange),
    };
    const { attempt } = context.info;
    const heartbeat = keepHeartbeat(context);
    const react = (error: unknown) => {
      if (call.signal?.aborted || !(error instanceof ProviderError)) throw error;
      return reactTo(error.failure, { input, context, call, exchanges, confirmations });
    };
    try {
      const remembered: unknown = context.info.heartbeatDetails;
      const given = { call, attempt, remembered, remember: heartbeat.remember };
      const answer: Answer<T> = await work(input, given).catch(react);
      return { ...answer, attempt, exchanges };
    } catch (error) {
      if (call.signal?.aborted) await context.cancelled;
      throw error;
    } finally {
      heartbeat.stop();
    }
  };
}
