import type { Incoming } from './incoming';

/** One call as it came and as it was answered. Holds no secret. */
export interface RequestRecord {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly call: string;
  readonly method: string;
  readonly path: string;
  /** E-mails of those it concerns, separated by commas. */
  readonly user?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Absent while nothing has been answered, and where a fault ended the call without an answer. */
  status?: number;
  code?: number | string;
  /** The scripted fault that was sent. */
  fault?: string;
  /** The id the answer carried: `x-zm-trackingid` or `cf-ray`. */
  requestId?: string;
}

export interface RequestFilter {
  readonly call?: string | undefined;
  /** An e-mail or id. */
  readonly user?: string | undefined;
}

/** Enough for a day of demonstrations; the oldest half goes when it is full. */
const CAPACITY = 50_000;
const SECRET_HEADERS = new Set(['authorization', 'x-auth-key', 'cookie', 'proxy-authorization']);
const SECRET_FIELDS = /password|secret|token|assertion/i;

/** Every call a simulator took, secrets left out at the door. */
export class RequestLog {
  private records: RequestRecord[] = [];

  begin(call: string, incoming: Incoming, users: readonly string[]): RequestRecord {
    const record: RequestRecord = {
      at: new Date().toISOString(),
      call,
      method: incoming.method,
      path: incoming.path,
      ...(users.length > 0 && { user: users.join(',') }),
      headers: openHeaders(incoming),
      ...(incoming.body !== '' && { body: openBody(incoming) }),
    };
    if (this.records.length >= CAPACITY) this.records = this.records.slice(CAPACITY / 2);
    this.records.push(record);
    return record;
  }

  list({ call, user }: RequestFilter = {}): RequestRecord[] {
    return this.records.filter(
      (record) =>
        (call === undefined || record.call === call) &&
        (user === undefined || (record.user?.split(',').includes(user) ?? false)),
    );
  }

  clear(): void {
    this.records = [];
  }
}

function openHeaders({ headers }: Incoming): Record<string, string> {
  const open: Record<string, string> = {};
  for (const name in headers) {
    if (!SECRET_HEADERS.has(name)) open[name] = String(headers[name]);
  }
  return open;
}

function openBody({ json, body, headers }: Incoming): unknown {
  if (json !== undefined) return redacted(json);
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    return redacted(Object.fromEntries(new URLSearchParams(body)));
  }
  return '[not JSON]';
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      SECRET_FIELDS.test(key) ? '[redacted]' : redacted(field),
    ]),
  );
}
