/**
 * What an HR event means for the leaver's access.
 * - `terminate`: leaves at the effective time;
 * - `change`: leaves at another time than was said before;
 * - `cancel`: does not leave after all;
 * - `revokeNow`: access goes this minute, whatever the date;
 * - `rehire`: comes back, to a new employment;
 * - `updated`: something changed; only the HR system can say what.
 */
export type HrEventKind = 'terminate' | 'change' | 'cancel' | 'revokeNow' | 'rehire' | 'updated';

/** When, as the sender wrote it. */
export interface Effective {
  /** An ISO 8601 instant with offset; or a local time, `2026-11-27T17:00`; or a date, `2026-11-27`. */
  when: string;
  /** IANA zone of the employee, where the sender says it. */
  timeZone?: string;
}

/** One fact from an HR system, in the one form that every source is mapped to. */
export interface HrEvent {
  /** The path segment it came by: `standard`, `bamboohr`, `scim`, … */
  source: string;
  /** The sender's own id of the event; where it gives none, a hash of source and raw body. */
  id: string;
  /** At least one of them. The id is the HR system's, and becomes the run's `employeeId`. */
  employee: { id?: string; email?: string };
  kind: HrEventKind;
  /** The event is thin: the employee is read back from the HR system before anything is done. */
  readBack?: true;
  /** Absent: at once. */
  effective?: Effective;
  reason?: string;
  /** ISO 8601, UTC: when the sender says that it happened. Decides between facts, whatever the order of arrival. */
  occurredAt: string;
  /** ISO 8601, UTC: when it reached us. */
  receivedAt: string;
}
