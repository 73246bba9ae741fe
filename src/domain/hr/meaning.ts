import type { EmployeeRecord } from './employee-record';
import type { Effective, HrEvent } from './event';
import type { HrFact } from './fact';

/** What an HR system answered when it was asked, and when (ISO 8601, UTC). */
export interface ReadBack {
  employee: EmployeeRecord;
  readAt: string;
}

/** What an event means; its time is still as the sender wrote it. */
export type Meaning =
  | { kind: HrFact['kind']; occurredAt: string; effective?: Effective }
  /** It does not concern anybody's access. */
  | { kind: 'none'; why: string }
  /** The event and the HR system say opposite things: a person looks. */
  | { kind: 'contradiction'; why: string };

/** What is known of the employee at this source. */
interface Known {
  /** A termination stands. */
  isLeaving: boolean;
  /** One was known, ever. */
  hasLeft: boolean;
  /** ISO 8601, UTC: when the newest is effective. */
  effectiveAt?: string;
}

/**
 * A full event means what it says. A thin one only says that it is time to ask: what the HR system answers is the
 * newest fact, as of the moment it was read, so that late and reordered events cannot bring an old state back.
 */
export function meaningOf(
  event: HrEvent,
  readBack: ReadBack | undefined,
  { isLeaving, hasLeft, effectiveAt }: Known,
): Meaning {
  const { kind, occurredAt, effective } = event;
  const asSaid = { occurredAt, ...(effective ? { effective } : {}) };
  if (!readBack) {
    return kind === 'updated'
      ? { kind: 'none', why: 'It does not say what has changed.' }
      : { kind, ...asSaid };
  }
  if (kind === 'revokeNow' || kind === 'cancel') return { kind, ...asSaid };
  const { employee, readAt } = readBack;
  const { hireDate: start, isActive } = employee;
  const end = isNever(employee.terminationDate) ? undefined : employee.terminationDate;
  const at = (when: string) => ({ occurredAt: readAt, effective: effectiveOf(when, employee) });
  if (start !== undefined && end !== undefined && start > end.slice(0, 10)) {
    return hasLeft || kind === 'rehire'
      ? { kind: 'rehire', ...at(start) }
      : { kind: 'none', why: `Works there anew since ${start}.` };
  }
  if (end !== undefined) return { kind: 'terminate', ...at(end) };
  // Hired, and not begun: there is no end either.
  if (!isActive && start !== undefined && start > readAt.slice(0, 10))
    return { kind: 'none', why: `Begins ${start}.` };
  if (!isActive && isLeaving && effectiveAt !== undefined && effectiveAt <= readAt)
    return { kind: 'none', why: 'It is known already that the employee has left.' };
  if (!isActive) return { kind: 'terminate', ...asSaid, occurredAt: readAt };
  if (kind === 'terminate') return { kind: 'contradiction', why: CONTRADICTION };
  if (kind === 'rehire') return { kind, ...(start ? at(start) : asSaid), occurredAt: readAt };
  return isLeaving
    ? { kind: 'cancel', occurredAt: readAt }
    : { kind: 'none', why: 'Works there, and no end is on record.' };
}

/** Systems that want a date write one that nobody lives to see. */
const isNever = (date: string | undefined): boolean => date !== undefined && date >= '9000';

const CONTRADICTION =
  'The event says that the employee leaves; the HR system says active, with no end on record. Correct it there: it is read again by itself. ' +
  'If the employee does leave, start it by hand: npx offboard start <email>; then send the update dismiss here.';

const effectiveOf = (when: string, { timeZone }: EmployeeRecord): Effective => ({
  when,
  ...(timeZone === undefined ? {} : { timeZone }),
});
