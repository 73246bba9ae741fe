import type { FastifyError, FastifyReply } from 'fastify';
import { IntakeError, type FieldFault } from '../errors';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const SCIM_JSON = 'application/scim+json; charset=utf-8';
/** Seconds, in the `Retry-After` of a 503. */
const RETRY_AFTER_S = 30;

/** RFC 7644, table 9; those that are used here. */
type ScimType = 'invalidFilter' | 'invalidPath' | 'invalidSyntax' | 'invalidValue' | 'noTarget';

/** A request that is refused in SCIM's own form; its message becomes the `detail`. */
export class ScimError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** What to do about it. Never quotes a value. */
    message: string,
    readonly scimType?: ScimType,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Values that can never be right: SCIM knows 400 for them, no 422. */
export const invalidValue = (faults: readonly FieldFault[]) =>
  new ScimError(
    400,
    faults.map(({ field, problem }) => `${field}: ${problem}`).join('\n'),
    'invalidValue',
  );

/** @param onFault hears of what nobody foresaw; the client only reads that it should come again */
export function answerScimError(
  error: unknown,
  reply: FastifyReply,
  onFault: (error: unknown) => void,
): FastifyReply {
  let known = error instanceof ScimError ? error : translated(error);
  if (!known) {
    onFault(error);
    known = new ScimError(503, 'The engine cannot take it now. Send it again.');
  }
  const { status, scimType, message } = known;
  // The framework closes the connection under a body that is too large; the client must read why.
  void reply.removeHeader('connection');
  if (status === 503) void reply.header('Retry-After', String(RETRY_AFTER_S));
  return reply
    .code(status)
    .type(SCIM_JSON)
    .send({
      schemas: [ERROR],
      status: String(status),
      ...(scimType && { scimType }),
      detail: message,
    });
}

function translated(error: unknown): ScimError | undefined {
  if (error instanceof IntakeError) {
    const { status, message } = error;
    if (status === 400) return new ScimError(400, message, 'invalidSyntax');
    if (status === 422) return new ScimError(400, message, 'invalidValue');
    return new ScimError(status, message);
  }
  const { statusCode = 500 } = error as Partial<FastifyError>;
  if (statusCode === 413) return new ScimError(413, 'The body is too large: 256 kB is the most.');
  if (statusCode >= 400 && statusCode < 500)
    return new ScimError(statusCode, 'The request is malformed.', 'invalidSyntax');
  return undefined;
}
