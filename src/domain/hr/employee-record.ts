/** What an HR system says of an employee when it is asked: the truth as of that moment. */
export interface EmployeeRecord {
  /** The HR system's id, as it came in the event. */
  id: string;
  /** The work e-mail; absent where the HR system has none. */
  email?: string;
  /** A date `2026-11-27` or an ISO 8601 instant; absent where no end is on record. */
  terminationDate?: string;
  /** The start of the newest employment, `2026-11-27`. */
  hireDate?: string;
  /** Whether the HR system counts the employee among those who work there now. */
  isActive: boolean;
  /** IANA zone, where the HR system says it. */
  timeZone?: string;
}
