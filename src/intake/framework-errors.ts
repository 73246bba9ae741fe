import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError } from 'fastify';
import { errorAnswer } from './answer';

interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** What the framework refuses before a route sees it, in our words. Undefined: it is no refusal but a fault. */
export function refusalOf(error: Partial<FastifyError>): Refusal | undefined {
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  const known = BY_STATUS[status];
  return { status, ...(known ?? { code: 'bad_request', message: 'The request is malformed.' }) };
}

const BY_STATUS: Record<number, Omit<Refusal, 'status'>> = {
  400: {
    code: 'bad_request',
    message: 'The request is malformed: its address, a header or its length.',
  },
  408: {
    code: 'timeout',
    message: 'The request did not come to its end in time. Send it again, at once.',
  },
  413: { code: 'too_large', message: 'The body is too large: 256 kB is the most.' },
  414: { code: 'not_found', message: 'Nothing has so long an address.' },
  415: {
    code: 'bad_content_type',
    message: 'The content type is malformed: use application/json.',
  },
  431: { code: 'headers_too_large', message: 'The headers are too large.' },
};

const STATUS_BY_CODE: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** What Node cannot even parse, or did not get in time: answered on the bare socket, which then ends. */
export function answerUnparsed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
  const { code, message } = refusalOf({ statusCode: status })!;
  const body = JSON.stringify(errorAnswer(code, message));
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  // Whatever still comes is not read: an end would wait for it.
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
