import type { z } from 'zod';

/** What went wrong, as a word that scripts can rely on. */
export type ClientErrorCode =
  | 'invalid_request'
  | 'not_found'
  | 'refused'
  | 'already_ended'
  | 'no_worker'
  | 'not_connected'
  | 'search_attributes'
  | 'undecryptable';

/** The one base of everything the client throws on purpose. Its message says what to do. */
export class OffboardingClientError extends Error {
  constructor(
    readonly code: ClientErrorCode,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export interface FieldFault {
  /** Absent where the whole input is wrong. */
  field?: string;
  problem: string;
}

/** What was asked cannot be right, whoever is asked: nothing was sent. */
export class InvalidRequest extends OffboardingClientError {
  constructor(readonly faults: readonly FieldFault[]) {
    super(
      'invalid_request',
      faults.map(({ field, problem }) => (field ? `${field}: ${problem}` : problem)).join('\n'),
    );
  }

  static from({ issues }: z.ZodError): InvalidRequest {
    return new InvalidRequest(
      issues.flatMap((issue): FieldFault[] => {
        if (issue.code === 'unrecognized_keys')
          return issue.keys.map((field) => ({ field, problem: 'is not a field of it' }));
        const field = issue.path.join('.');
        return [{ ...(field && { field }), problem: issue.message }];
      }),
    );
  }
}

/** No run goes by this id, e-mail or employee id. */
export class NotFound extends OffboardingClientError {
  constructor(message: string) {
    super('not_found', message);
  }
}

/** The run looked at the message and said no; the message is its reason. */
export class Refused extends OffboardingClientError {
  constructor(reason: string) {
    super('refused', reason);
  }
}

/** The run takes no more messages. */
export class AlreadyEnded extends OffboardingClientError {
  constructor(message: string) {
    super('already_ended', message);
  }
}

/** Temporal answers, but no worker does. */
export class NoWorker extends OffboardingClientError {
  constructor(message: string) {
    super('no_worker', message);
  }
}

/** What Temporal keeps is encrypted with a key that is not ours; the message says which, and what to set. */
export class Undecryptable extends OffboardingClientError {
  constructor(message: string) {
    super('undecryptable', message);
  }
}

/** Keys are here, and the workers have none, or none is there to show them. */
export class KeylessWorkers extends Undecryptable {}

/** Temporal itself does not answer, or not to us. */
export class TemporalUnavailable extends OffboardingClientError {
  constructor(
    readonly address: string,
    readonly namespace: string,
    why: string,
  ) {
    super('not_connected', `Temporal at ${address}, namespace "${namespace}": ${why}`);
  }
}
