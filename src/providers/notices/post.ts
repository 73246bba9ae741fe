import type { Readable } from 'node:stream';
import { parseRetryAfter } from '../../domain/retry-after';
import { createTransport } from '../transport';
import type { Undelivered } from './channel';

const TIMEOUT_MS = 10_000;

/** Another try of what was refused as wrong would be refused again; these are about the moment, not the notice. */
const OF_THE_MOMENT = [408, 409, 425, 429];

/** Posts JSON to an address; takes no redirect, and of the answer only its status. */
export function createPoster(url: string) {
  const transport = createTransport(url);
  return async (
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Undelivered | undefined> => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const answer = await transport.request<Readable>({
        method: 'POST',
        url,
        data: body,
        headers: { ...headers, 'Content-Type': 'application/json' },
        signal: AbortSignal.any([signal, timeout]),
      });
      // What it says is nobody's business here; an answer that does not end must not hold the socket.
      answer.data.destroy();
      return undeliveredOf(answer.status, answer.headers['retry-after']);
    } catch (error) {
      if (timeout.aborted)
        return { message: `no answer within ${TIMEOUT_MS / 1_000} s`, retry: true };
      return { message: `the connection failed (${codeOf(error)})`, retry: true };
    }
  };
}

function undeliveredOf(status: number, retryAfter: unknown): Undelivered | undefined {
  if (status >= 200 && status < 300) return undefined;
  const afterMs =
    typeof retryAfter === 'string' ? parseRetryAfter(retryAfter, Date.now()) : undefined;
  const retry = status >= 500 || OF_THE_MOMENT.includes(status);
  const message = `it answered ${status}${retry ? '' : ', which another try would not change: check its address'}`;
  return { message, retry, ...(afterMs === undefined ? {} : { afterMs }) };
}

/** The error itself holds the address. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'no error code';
}
