import type { ProviderExchange } from '../../src/domain/provider';
import { failureCode } from '../../src/domain/provider-failure';
import { ProviderError } from '../../src/providers/provider-error';

/** The ProviderError a call ends with; fails the test where it ends otherwise. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await call.then(
    (value) => new Error(`It succeeded with ${JSON.stringify(value)}.`),
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

/** The engine's code of how a call failed. */
export const codeOf = async (call: Promise<unknown>): Promise<string> =>
  failureCode((await failureOf(call)).failure);

/** A context that keeps what was recorded. */
export function recorder(signal?: AbortSignal) {
  const exchanges: ProviderExchange[] = [];
  const record = (exchange: ProviderExchange) => void exchanges.push(exchange);
  return { exchanges, context: signal ? { record, signal } : { record } };
}
