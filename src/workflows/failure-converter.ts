import {
  ApplicationFailure,
  DefaultFailureConverter,
  type FailureConverter,
  type PayloadConverter,
} from '@temporalio/common';
import { bundleVariant } from './bundle-variant';

// In no other bundle than that of encrypted workflows.
bundleVariant.encrypted = true;

const encoding = new DefaultFailureConverter({ encodeCommonAttributes: true });
const plain = new DefaultFailureConverter();

/** Named, not imported: the codec is no code of workflows. */
const UNDECRYPTABLE = 'UndecryptablePayload';

const saysOnlyWhichKey = (error: unknown): boolean =>
  error instanceof ApplicationFailure
    ? error.type === UNDECRYPTABLE
    : error instanceof Error && error.name === UNDECRYPTABLE;

/**
 * Puts messages and stack traces where the codec encrypts them. Not those of a process that has the wrong keys: nobody
 * else could read what it says, and the run with it.
 */
export const failureConverter: FailureConverter = {
  errorToFailure: (error: unknown, converter: PayloadConverter) =>
    (saysOnlyWhichKey(error) ? plain : encoding).errorToFailure(error, converter),
  failureToError: (failure, converter) => encoding.failureToError(failure, converter),
};
