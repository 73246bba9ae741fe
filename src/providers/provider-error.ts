import { failureCode, type ProviderFailure } from '../domain/provider-failure';

/** A provider's call that did not do what was asked. Carries plain data only: no request, header, body or cause. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(readonly failure: ProviderFailure) {
    super(`${failureCode(failure)} at ${failure.call}: ${failure.message}`);
  }
}
