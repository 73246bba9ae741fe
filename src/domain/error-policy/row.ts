import type { Provider, ProviderCall } from '../provider';
import type { ProviderFailureKind } from '../provider-failure';
import type { Reaction } from './reaction';

/** One row of the error policy. Rows are read from the top; the first that fits decides. */
export interface ErrorPolicyRow {
  provider: Provider;
  /** The calls it is about; `any` for all of the provider's. */
  calls: readonly ProviderCall[] | 'any';
  /** HTTP statuses, or a class of them; absent: whatever the status, or none. */
  status?: readonly number[] | '4xx' | '5xx';
  /** Codes in the body; absent: whatever the code, or none. */
  codes?: readonly string[];
  /** How the call failed; absent: `refused` (an answer came and says no). */
  kinds?: readonly ProviderFailureKind[];
  /** Loose match that splits an overloaded code. Messages are localised, so it never makes a success. */
  text?: RegExp;
  /** What the provider says with it. */
  meaning: string;
  reaction: Reaction;
  /** What a person does about it, once asked; absent where nobody ever is. */
  fix?: string;
}
