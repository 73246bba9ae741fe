import { TRIPPED } from './breaker';
import { ERROR_POLICY } from './error-policy';
import { decisionsFor } from './decisions';
import { shellWord } from './shell-word';

/** Who waits for a person with a code, as far as lists know. */
export interface Asking {
  kind: 'run' | 'hrEvents';
  state?: string;
  /** By which commands find it. */
  id: string;
}

const REASON = '--reason "…"';
/** Questions about a whole run, which `decide` does not answer. */
const ABOUT_THE_RUN = ['hr.withdrawn', 'employee.protected'];

/**
 * The commands that answer a code, ready to be copied, the mildest first; empty where nothing need be sent. Those
 * that answer one at a time name it where it is the only one, else they say `<id>`.
 */
export function answersTo(code: string, asking: readonly Asking[]): string[] {
  return [...new Set(asking.flatMap((one) => wordsFor(code, one, asking)))].map(
    (words) => `npx offboard ${words} ${REASON}`,
  );
}

function wordsFor(code: string, one: Asking, all: readonly Asking[]): string[] {
  const id = all.length === 1 ? shellWord(one.id) : '<id>';
  if (one.kind === 'hrEvents') return [`dismiss ${id}`];
  // The run reads the file again by itself.
  if (code === 'policy.unreadable') return [];
  if (code === TRIPPED) return ['release --all', 'rescind --held'];
  if (one.state === 'held' || ABOUT_THE_RUN.includes(code))
    return [`release ${id}`, `rescind ${id}`];
  const decide = (decision: string) => `decide --blocked-on ${shellWord(code)} ${decision}`;
  // The usual cause is a wrong e-mail, which no other try mends.
  if (code === 'employee.notFoundAnywhere') return [`rescind ${id}`, decide('retry')];
  return isAboutARole(code) ? [decide('retry'), decide('demoteAndRetry')] : [decide('retry')];
}

/** Whether a code may mean that the leaver is an administrator. */
function isAboutARole(code: string): boolean {
  const [provider, status, ...rest] = code.split('.');
  return ERROR_POLICY.some(
    (row) =>
      row.provider === provider &&
      Array.isArray(row.status) &&
      row.status.includes(Number(status)) &&
      row.codes?.includes(rest.join('.')) === true &&
      decisionsFor(row).includes('demoteAndRetry'),
  );
}
