import type { Logger } from 'pino';
import { InvalidRequest, OffboardingClientError } from '../client/errors';
import { IntakeError } from './errors';
import { loggable } from './loggable';
import { Unavailable } from './unavailable';

/**
 * What the client threw, as an answer. Where the fault is ours, its text names hosts and ids that are
 * none of the sender's business: that goes into the log, once, and the sender learns to come again.
 */
export function fromClient(error: unknown, logger: Logger): IntakeError {
  if (!(error instanceof OffboardingClientError)) {
    logger.error({ fault: loggable(error) }, 'unexpected failure');
    return new Unavailable('internal', 'Something went wrong here. Send it again.');
  }
  const { code, message } = error;
  switch (code) {
    case 'not_found':
      return new IntakeError(404, code, message);
    case 'already_ended':
      return new IntakeError(409, code, message);
    case 'no_worker':
      return new Unavailable(code, message);
    case 'invalid_request':
      return new IntakeError(422, code, message, faultsOf(error));
    default:
      logger.warn({ code, problem: message }, 'Temporal cannot be used');
      return new Unavailable(code, 'The engine cannot take it now. Send it again.');
  }
}

const faultsOf = (error: OffboardingClientError) =>
  error instanceof InvalidRequest
    ? error.faults.map(({ field = '', problem }) => ({ field, problem }))
    : [];
