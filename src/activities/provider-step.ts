import type { StepInput, StepResult } from '../domain/step-result';
import { workAtProvider, type ProviderWork } from './provider-work';
import { reactTo, type Confirmations } from './react';

/** The last try gives way to nobody: else a person would be asked about a call that was never made. */
const wayGiven = ({ givesWay, policy }: StepInput, { attempt }: ProviderWork) =>
  givesWay && attempt < policy.retry.maximumAttempts ? { givesWay } : {};

type Answer<T> = Omit<StepResult<T>, 'exchanges' | 'attempt'>;

/** Makes an activity out of a step's work, with the error policy's reaction to whatever its provider answers. */
export const providerStep =
  <I extends StepInput, T = undefined>(
    work: (input: I, given: ProviderWork) => Promise<Answer<T>>,
    confirmations: Confirmations = {},
  ): ((input: I) => Promise<StepResult<T>>) =>
  (input) =>
    workAtProvider<Answer<T>>(
      (given) => work(input, { ...given, call: { ...given.call, ...wayGiven(input, given) } }),
      (failure, around) => reactTo(failure, { ...around, input, confirmations }),
    );
