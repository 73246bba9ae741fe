import { CLOUDFLARE_ROWS } from './error-policy/cloudflare';
import { HR_ROWS } from './error-policy/hr';
import type { Reaction } from './error-policy/reaction';
import type { ErrorPolicyRow } from './error-policy/row';
import { ZOOM_ROWS } from './error-policy/zoom';
import type { ProviderFailure } from './provider-failure';

/** Every failure the providers are known to answer with, and the engine's reaction to it. */
export const ERROR_POLICY: readonly ErrorPolicyRow[] = [
  ...ZOOM_ROWS,
  ...CLOUDFLARE_ROWS,
  ...HR_ROWS,
];

/** What is decided about a failure. `row` is absent for one that no row knows. */
export interface Verdict {
  reaction: Reaction;
  meaning: string;
  fix: string;
  row?: ErrorPolicyRow;
}

const isSuccess = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

function fitsStatus(row: ErrorPolicyRow, failure: ProviderFailure): boolean {
  if (row.status === undefined) return true;
  // Zoom sometimes answers 200 with an error object: then the code alone tells.
  if (isSuccess(failure.status)) return row.codes !== undefined;
  if (failure.status === undefined) return false;
  if (typeof row.status === 'string')
    return Math.floor(failure.status / 100) === Number(row.status[0]);
  return row.status.includes(failure.status);
}

function fits(row: ErrorPolicyRow, failure: ProviderFailure): boolean {
  return (
    row.provider === failure.provider &&
    (row.calls === 'any' || row.calls.includes(failure.call)) &&
    (row.kinds ?? ['refused']).includes(failure.kind) &&
    fitsStatus(row, failure) &&
    (row.codes === undefined || (failure.code !== undefined && row.codes.includes(failure.code))) &&
    (row.text === undefined || row.text.test(failure.message))
  );
}

/** The reaction to a failure: the first row that fits; unknown ones are escalated, never a success. */
export function verdictOn(failure: ProviderFailure): Verdict {
  const row = ERROR_POLICY.find((candidate) => fits(candidate, failure));
  if (row) return { reaction: row.reaction, meaning: row.meaning, fix: row.fix ?? NO_FIX, row };
  return {
    reaction: { kind: 'escalate' },
    meaning: 'An answer that the engine does not know.',
    fix: NO_FIX,
  };
}

const NO_FIX =
  "Read the provider's message, do by hand what it asks for, then retry or mark it done.";
