import type { Reply } from './reply';
import { HTML_TYPE, JSON_TYPE } from './reply';
import { retryAfterValue, type RetryAfter } from './retry-after';

/** One thing that can go wrong, ready to be sent. */
export interface FaultRow<Call extends string = string> {
  /** The call it belongs to; a row without one fits every call. */
  readonly call?: Call | undefined;
  /** Absent for what ends without an answer. */
  readonly status?: number;
  readonly code?: number | string | undefined;
  readonly message?: string | undefined;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `{user}` and the like stand for parts of the request. */
  readonly body?: string;
  readonly retryAfter?: RetryAfter;
  /** In place of an answer: the connection is reset, or the request hangs until the client leaves. */
  readonly ends?: 'reset' | 'hang';
}

/** Values for the `{placeholders}` of a row. */
export type Fill = Readonly<Record<string, string>>;

/** The answer a row stands for. */
export function renderRow(
  row: FaultRow,
  fill: Fill,
  now: number,
  retryAfterSeconds?: number,
): Reply {
  const body = row.body ?? '';
  const headers: Record<string, string> = { ...row.headers };
  if (body !== '') headers['content-type'] ??= JSON_TYPE;
  if (row.retryAfter !== undefined) {
    headers['retry-after'] = retryAfterValue(row.retryAfter, retryAfterSeconds, now);
  }
  return { status: row.status ?? 200, headers, body: filled(body, fill), code: row.code };
}

function filled(body: string, fill: Fill): string {
  return body.replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = fill[key];
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}

export const page = (title: string): string =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

/** What any HTTP service can do to its clients, whoever runs it. */
export const TRANSPORT_ROWS = {
  '500.empty': { status: 500, message: '(empty body)' },
  '500.malformed': { status: 500, message: '(cut-off JSON)', body: '{"code":500,"mess' },
  '502.html': htmlRow(502, '502 Bad Gateway'),
  '503.html': htmlRow(503, '503 Service Temporarily Unavailable'),
  '504.empty': { status: 504, message: '(empty body)' },
  '200.html': htmlRow(200, 'Scheduled maintenance'),
  '200.empty': { status: 200, message: '(empty body)' },
  '200.malformed': { status: 200, message: '(cut-off JSON)', body: '{"result":tr' },
  reset: { message: '(connection reset)', ends: 'reset' },
  hang: { message: '(no answer until the client leaves)', ends: 'hang' },
} as const satisfies Record<string, FaultRow<never>>;

function htmlRow(status: number, title: string) {
  return {
    status,
    message: '(HTML page)',
    headers: { 'content-type': HTML_TYPE },
    body: page(title),
  };
}

/** The same rows under `<prefix>.<key>`. */
export function prefixed<Prefix extends string, Rows extends Record<string, FaultRow<never>>>(
  prefix: Prefix,
  rows: Rows,
): Prefixed<Prefix, Rows> {
  const entries = Object.entries(rows).map(([key, row]) => [`${prefix}.${key}`, row]);
  return Object.fromEntries(entries) as Prefixed<Prefix, Rows>;
}

type Prefixed<Prefix extends string, Rows> = {
  readonly [Key in keyof Rows & string as `${Prefix}.${Key}`]: FaultRow<never>;
};
