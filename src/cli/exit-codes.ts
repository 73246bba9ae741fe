/** Exit codes, for scripts. Documented in `offboard --help`. */
export const EXIT = {
  /** Done, or accepted. */
  OK: 0,
  /** Refused, blocked, cancelled, ended: look at it. */
  REFUSED: 1,
  /** Wrong use or configuration. */
  MISUSE: 2,
  /** Temporal, or a worker behind it, does not answer. */
  NO_CONNECTION: 3,
  /** Ctrl-C, as shells count it. */
  INTERRUPTED: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
