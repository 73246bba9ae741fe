import type { HrEvent } from '../domain/hr/event';

/** What is wrong with one field of a body. */
export interface FieldFault {
  field: string;
  /** What would be right. Never quotes the value. */
  problem: string;
}

/** A request that is refused; its message says to the sender what to do. */
export class IntakeError extends Error {
  constructor(
    /** HTTP status. Senders come again after a 5xx only. */
    readonly status: 400 | 401 | 404 | 409 | 413 | 422 | 503,
    /** A word that programs can rely on. */
    readonly code: string,
    message: string,
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Signed well, but not now: a recording played again, or a clock that is off. */
export class StaleWebhook extends IntakeError {
  constructor(toleranceSeconds: number) {
    super(
      401,
      'stale_timestamp',
      `The timestamp lies more than ${toleranceSeconds} s from now. Send it anew, and see that the sender's clock is right.`,
    );
  }
}

/** A body that can never be right, however often it is sent. */
export class UnprocessableWebhook extends IntakeError {
  constructor(
    faults: readonly FieldFault[],
    /**
     * The events of the same body that are right. They are handed on before the refusal is answered: the sender of a
     * body that was refused does not send it again.
     */
    readonly usable: readonly HrEvent[] = [],
  ) {
    super(
      422,
      'unprocessable',
      faults.map(({ field, problem }) => `${field}: ${problem}`).join('\n'),
      faults,
    );
  }
}
