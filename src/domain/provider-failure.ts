import type { Provider, ProviderCall } from './provider';

/**
 * How a call failed:
 * - `refused`: an answer came and says no (by HTTP status, or by an error inside a 2xx body);
 * - `timeout`: no answer within the call's time; it may have happened;
 * - `network`: the connection failed or broke; it may have happened;
 * - `unreadable`: the body is not the JSON it should be (an HTML page, nothing, half of an object);
 * - `unexpected`: JSON with a 2xx status that does not fit what the provider documents.
 */
export type ProviderFailureKind = 'refused' | 'timeout' | 'network' | 'unreadable' | 'unexpected';

/** A provider's failure as plain data: what the error policy decides on and what payloads may carry. */
export interface ProviderFailure {
  provider: Provider;
  call: ProviderCall;
  kind: ProviderFailureKind;
  /** HTTP status; absent for `timeout` and `network`. */
  status?: number;
  /** The provider's own code as text (`"1001"`, `"10000"`, `"invalid_client"`); absent where the body had none. */
  code?: string;
  /** The provider's words, redacted and cut short; for people, not for decisions, save the policy's loose text match. */
  message: string;
  requestId?: string;
  /** The `Retry-After` header as it came. */
  retryAfter?: string;
}

/** The code operators, search attributes and the policy's documents use: `zoom.400.200`, `zoom.timeout`. */
export function failureCode(
  failure: Pick<ProviderFailure, 'provider' | 'kind' | 'status' | 'code'>,
): string {
  const { provider, kind, status, code } = failure;
  if (kind === 'timeout' || kind === 'network') return `${provider}.${kind}`;
  const detail = code ?? (kind === 'refused' ? undefined : kind);
  return [provider, status, detail].filter((part) => part !== undefined).join('.');
}

/** The engine itself refused the call, and its message is our own. */
export const wasNeverSent = (failure: Pick<ProviderFailure, 'kind' | 'status'>): boolean =>
  failure.kind === 'refused' && failure.status === undefined;

/** Whether the call may have taken effect although it failed: no answer, or one that does not tell. */
export function mayHaveHappened(failure: Pick<ProviderFailure, 'kind' | 'status'>): boolean {
  if (failure.kind !== 'refused') return true;
  return failure.status !== undefined && failure.status >= 500;
}
