import type { StepInput, StepResult } from '../domain/step-result';
import { workAtProvider, type ProviderWork } from './provider-work';
import { reactTo, type Confirmations } from './react';

type Answer<T> = Omit<StepResult<T>, 'exchanges' | 'attempt'>;

/** Makes an activity out of a step's work, with the error policy's reaction to whatever its provider answers. */
export const providerStep =
  <I extends StepInput, T = undefined>(
    work: (input: I, given: ProviderWork) => Promise<Answer<T>>,
    confirmations: Confirmations = {},
  ): ((input: I) => Promise<StepResult<T>>) =>
  (input) =>
    workAtProvider<Answer<T>>(
      (given) => work(input, given),
      (failure, around) => reactTo(failure, { ...around, input, confirmations }),
    );
