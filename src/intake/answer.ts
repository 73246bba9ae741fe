import type { FastifyReply } from 'fastify';
import type { FieldFault } from './errors';
import type { ErrorAnswer } from './schemas';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the error it was answered with. */
    errorCode?: string;
  }
}

export const errorAnswer = (
  code: string,
  message: string,
  faults: readonly FieldFault[] = [],
): ErrorAnswer => ({
  error: { code, message, ...(faults.length > 0 && { faults: [...faults] }) },
});

/** Every error leaves in this one form. */
export function answerError(
  reply: FastifyReply,
  status: number,
  { code, message, faults }: { code: string; message: string; faults?: readonly FieldFault[] },
): FastifyReply {
  reply.request.errorCode = code;
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorAnswer(code, message, faults)));
}
