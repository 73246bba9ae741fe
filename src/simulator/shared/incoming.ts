import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** A request as the simulated calls see it. */
export interface Incoming {
  readonly method: string;
  /** As it came, with its query. */
  readonly path: string;
  /** Decoded path parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The parsed body; undefined where there is none or it is not JSON. */
  readonly json: unknown;
}

const NO_QUERY = new URLSearchParams();

export function toIncoming(request: FastifyRequest): Incoming {
  const path = request.raw.url ?? '/';
  const mark = path.indexOf('?');
  const body = typeof request.body === 'string' ? request.body : '';
  return {
    method: request.method,
    path,
    params: request.params as Record<string, string>,
    query: mark < 0 ? NO_QUERY : new URLSearchParams(path.slice(mark + 1)),
    headers: request.headers,
    body,
    json: body === '' ? undefined : parseJson(body),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The body as an object; undefined for arrays, scalars and what is not JSON. */
export function jsonObject(incoming: Incoming): Record<string, unknown> | undefined {
  const value = incoming.json;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
