import { IntakeError } from './errors';

/** Our own fault, or Temporal's: the sender should come again. Says nothing of what is behind the intake. */
export class Unavailable extends IntakeError {
  constructor(code: string, message: string) {
    super(503, code, message);
  }
}

/** Seconds, in the `Retry-After` of every 503. Senders with a schedule of their own ignore it. */
export const RETRY_AFTER_S = 10;
