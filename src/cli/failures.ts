import { ConfigurationError } from '../config/faults';
import { OffboardingClientError, InvalidRequest, type ClientErrorCode } from '../client/errors';
import { print, printJson, type CliContext } from './context';
import { EXIT, type ExitCode } from './exit-codes';

/** An error as a person or a script gets it. */
export interface Failure {
  code: ClientErrorCode | 'misuse' | 'configuration' | 'internal';
  message: string;
  exit: ExitCode;
}

const EXITS: Record<ClientErrorCode, ExitCode> = {
  invalid_request: EXIT.MISUSE,
  not_found: EXIT.REFUSED,
  refused: EXIT.REFUSED,
  already_ended: EXIT.REFUSED,
  search_attributes: EXIT.REFUSED,
  undecryptable: EXIT.MISUSE,
  no_worker: EXIT.NO_CONNECTION,
  not_connected: EXIT.NO_CONNECTION,
};

/** The argument or option by which a person gave a field of a request or message. */
const flagOf = (field: string): string => {
  if (field === 'email') return '<email>';
  if (field === 'requestedBy') return '--by';
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
};

export function failureOf(error: unknown): Failure {
  if (error instanceof InvalidRequest) {
    const lines = error.faults.map(({ field, problem }) =>
      field ? `${flagOf(field)}: ${problem}` : problem,
    );
    return { code: error.code, message: lines.join('\n'), exit: EXIT.MISUSE };
  }
  if (error instanceof OffboardingClientError)
    return { code: error.code, message: error.message, exit: EXITS[error.code] };
  if (error instanceof ConfigurationError)
    return { code: 'configuration', message: error.message, exit: EXIT.MISUSE };
  const { message } = error instanceof Error ? error : new Error(String(error));
  return { code: 'internal', message, exit: EXIT.REFUSED };
}

/** Tells the failure the way results would be told: in words, or as JSON. */
export function report(
  { stderr }: Pick<CliContext, 'stderr'>,
  { code, message, exit }: Failure,
  json: boolean,
): ExitCode {
  if (json) printJson(stderr, { error: { code, message } });
  else print(stderr, [message]);
  return exit;
}
