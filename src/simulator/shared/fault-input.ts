import { z } from 'zod';
import { ControlError, count, flag, parseControl, positive, text } from './control-input';
import type { FaultRow } from './fault-catalogue';

/**
 * A fault to come, said by name (`fault`) or spelt out (`respond`); with `delayMs` alone the call is
 * only slow. Faults are looked at in the order they were added, before any token is.
 */
export interface FaultInput<Call extends string, Name extends string> {
  /** Which call; `*` for every call. May be left out for a fault that belongs to one call. */
  call?: Call | '*' | undefined;
  /** Only for this user, by e-mail or id. */
  user?: string | undefined;
  /** How many calls it hits: 1 by default. */
  times?: number | 'always' | undefined;
  /** How many matching calls it lets pass first: 0 by default. */
  skip?: number | undefined;
  /** The call does its work first, and only then fails or dawdles: "it may have happened". */
  applied?: boolean | undefined;
  /** Milliseconds to wait before the answer. */
  delayMs?: number | undefined;
  /** A name of the catalogue. */
  fault?: Name | undefined;
  respond?: CustomAnswer | undefined;
  /** In place of the row's own wait, for rows that carry `Retry-After`. */
  retryAfterSeconds?: number | undefined;
}

interface CustomAnswer {
  status: number;
  headers?: Record<string, string> | undefined;
  /** A text is sent as it is; anything else as JSON; nothing: an empty body. */
  body?: unknown;
}

const TIMES = { error: 'a whole number, 1 or more, or "always"' };
const DELAY = { error: 'milliseconds, 0 to 600000' };
const STATUS = { error: 'an HTTP status, 200 to 599' };
const HEADER_NAME = { error: 'a header name that this server does not set by itself' };
const HEADER_VALUE = { error: 'a text in one line' };

const headerName = z
  .string()
  .regex(/^(?!(?:content-length|transfer-encoding|connection)$)[\w!#$%&'*+.^`|~-]+$/i, HEADER_NAME)
  .transform((name) => name.toLowerCase());

const schema = z.strictObject({
  call: text.optional(),
  user: text.optional(),
  times: z.union([positive, z.literal('always')], TIMES).default(1),
  skip: count.default(0),
  applied: flag.default(false),
  delayMs: z.int(DELAY).min(0, DELAY).max(600_000, DELAY).default(0),
  fault: text.optional(),
  respond: z
    .strictObject(
      {
        status: z.int(STATUS).min(200, STATUS).max(599, STATUS),
        headers: z
          .record(headerName, z.string(HEADER_VALUE).regex(/^[\t\x20-\x7e]*$/, HEADER_VALUE))
          .optional(),
        body: z.unknown().optional(),
      },
      { error: 'an object such as {"status":500,"headers":{},"body":"oops"}' },
    )
    .optional(),
  retryAfterSeconds: positive.optional(),
});

export type FaultPlan = z.output<typeof schema> & { readonly call: string };

/** Checks a fault against the calls and rows of one provider; throws `ControlError`. */
export function parseFault(
  input: unknown,
  calls: readonly string[],
  catalogue: Readonly<Record<string, FaultRow>>,
): FaultPlan {
  const fault = parseControl(schema, input);
  const refuse = (field: string, problem: string): never => {
    throw new ControlError([{ field, problem }]);
  };
  const row = fault.fault === undefined ? undefined : catalogue[fault.fault];
  if (fault.fault !== undefined && row === undefined) {
    refuse('fault', `no fault is called "${fault.fault}"${nearest(fault.fault, catalogue)}`);
  }
  if (row !== undefined && fault.respond !== undefined) {
    refuse('respond', 'give either fault (a name) or respond (an answer of your own), not both');
  }
  if (row === undefined && fault.respond === undefined && fault.delayMs === 0) {
    refuse(
      'fault',
      'say what goes wrong: fault (a name), respond (an answer) or delayMs (slowness)',
    );
  }
  if (fault.retryAfterSeconds !== undefined && row?.retryAfter === undefined) {
    refuse('retryAfterSeconds', 'only for a fault of the catalogue that carries Retry-After');
  }
  const call = fault.call ?? row?.call;
  if (call === undefined || (call !== '*' && !calls.includes(call))) {
    return refuse('call', `one of ${calls.join(', ')}, or * for every call`);
  }
  return { ...fault, call };
}

/** The names that share the longest beginning with what was asked for. */
function nearest(name: string, catalogue: Readonly<Record<string, FaultRow>>): string {
  const names = Object.keys(catalogue);
  for (let length = name.length; length > 0; length -= 1) {
    const near = names.filter((known) => known.startsWith(name.slice(0, length)));
    if (near.length > 0) {
      return `; near to it: ${near.slice(0, 5).join(', ')}; all: GET /_control/catalogue`;
    }
  }
  return '; GET /_control/catalogue lists them all';
}
