import { ConfigurationError, type Checked } from '../../config/faults';
import { verdictOn } from '../../domain/error-policy';
import { failureCode } from '../../domain/provider-failure';
import { ProviderError } from '../../providers/provider-error';

/** What one check found. `warning`: it works, with something missing that a policy or a decision may need. */
export interface Finding {
  check: string;
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  detail: string;
  /** What to do about it. */
  mend?: string;
}

/** Milliseconds for each call of a check: a person waits. */
export const PATIENCE = 10_000;

export const ok = (check: string, detail: string): Finding => ({ check, state: 'ok', detail });

/** The part of the configuration a check needs is missing or wrong. */
export function misconfigured(check: string, checked: Checked<unknown>): Finding | undefined {
  if (!('faults' in checked)) return undefined;
  const [, ...lines] = new ConfigurationError(checked.faults).message.split('\n');
  return {
    check,
    state: 'failed',
    detail: ['not configured:', ...lines].join('\n'),
    mend: 'Set these variables in the shell or service that runs the worker, then try again.',
  };
}

/** A provider's no, in the words of the error policy. */
export function failed(check: string, error: unknown): Finding {
  if (!(error instanceof ProviderError)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { check, state: 'failed', detail };
  }
  const { failure } = error;
  const { meaning, fix } = verdictOn(failure);
  return {
    check,
    state: 'failed',
    detail: `${failureCode(failure)}: ${meaning} (${failure.message})`,
    // The policy speaks to somebody who answers a blocked step.
    mend: fix.replace(/[,.] then retry\.$/i, '.').replace(/; the engine tries again by itself/, ''),
  };
}
