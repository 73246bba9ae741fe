import type { z } from 'zod';
import {
  codeOf,
  isObject,
  isSuccess,
  mismatch,
  parseBody,
  readOn,
  textOf,
  undocumentedStatus,
  unexpected,
  unreadable,
  type Fault,
  type HttpAnswer,
  type Reader,
  type Reading,
} from '../answer';
import { accessUserSchema, seatsSchema, usersSchema, type AccessUser } from './schemas';

/** A call whose success is Cloudflare's envelope `{success: true, result, …}`; the schema is of the whole envelope. */
export function readEnvelope<T>(schema: z.ZodType<T>): Reader<T> {
  return (answer) => {
    const opened = open(answer);
    if ('fault' in opened) return opened;
    const { envelope } = opened;
    if (envelope.success === false) return { fault: refusal(answer, envelope) };
    if (envelope.success !== true) {
      return { fault: unexpected(answer, 'success: expected true or false') };
    }
    const parsed = schema.safeParse(envelope);
    return parsed.success ? { value: parsed.data } : { fault: mismatch(answer, parsed.error) };
  };
}

/** The revoke: done only if `success` and `result` are both true, whatever else the answer says. */
export const readRevoked: Reader<void> = (answer) => {
  const opened = open(answer);
  if ('fault' in opened) return opened;
  const { success, result } = opened.envelope;
  if (success === true && result === true) return { value: undefined };
  const said = wordsOf(opened.envelope);
  const flags = `HTTP 200 with success ${flag(success)} and result ${flag(result)}`;
  const message = said === undefined ? `${flags}.` : `${flags}: ${said}`;
  return { fault: { kind: 'refused', code: 'notRevoked', message } };
};

interface UserPage {
  user: AccessUser | undefined;
  pages: number;
}

/**
 * The user of this very e-mail. The query may match loosely, so the others on the page are somebody else and not
 * looked at; two of one e-mail would leave open whose sessions are read.
 */
export const readUser = (email: string): Reader<UserPage> =>
  readOn(readEnvelope(usersSchema), ({ result, result_info: info }, answer): Reading<UserPage> => {
    const [found, second] = result.filter(
      (user) => hasEmail(user, email) || (result.length === 1 && namesNobody(user)),
    );
    if (second !== undefined) {
      return { fault: unexpected(answer, 'expected one user of this e-mail') };
    }
    const counted = Math.ceil((info?.total_count ?? 0) / (info?.per_page || Infinity));
    const pages = info?.total_pages ?? counted;
    if (found === undefined) return { value: { user: undefined, pages } };
    const parsed = accessUserSchema.safeParse(found);
    return parsed.success
      ? { value: { user: parsed.data, pages } }
      : { fault: mismatch(answer, parsed.error) };
  });

/** Asked for one e-mail, a single user without any is that one; nothing is changed on the strength of it. */
const namesNobody = (user: unknown): boolean => isObject(user) && user.email === undefined;

const hasEmail = (user: unknown, email: string): boolean =>
  isObject(user) &&
  typeof user.email === 'string' &&
  user.email.toLowerCase() === email.toLowerCase();

/** The seat is free unless the answer says that it is taken. */
export const readFreed = (seatUid: string): Reader<void> =>
  readOn(readEnvelope(seatsSchema), ({ result }, answer) =>
    result.some((seat) => isTaken(seat, seatUid))
      ? { fault: unexpected(answer, 'expected the seat to be free') }
      : { value: undefined },
  );

const isTaken = (seat: unknown, seatUid: string): boolean =>
  isObject(seat) &&
  seat.seat_uid === seatUid &&
  (seat.access_seat === true || seat.gateway_seat === true);

/** The JSON object of a 200; any other status is a fault. */
function open(answer: HttpAnswer): { envelope: Record<string, unknown> } | { fault: Fault } {
  const body = parseBody(answer.text);
  if ('notJson' in body) return { fault: unreadable(answer, body.notJson) };
  if (!isObject(body.json)) return { fault: unreadable(answer, 'JSON of another kind') };
  if (!isSuccess(answer.status)) return { fault: refusal(answer, body.json) };
  if (answer.status !== 200) return { fault: undocumentedStatus(answer) };
  return { envelope: body.json };
}

function refusal({ status }: HttpAnswer, envelope: Record<string, unknown>): Fault {
  const code = codeOf(errorsIn(envelope)[0]?.code);
  return {
    kind: 'refused',
    ...(code !== undefined && { code }),
    message: wordsOf(envelope) ?? `HTTP ${status} without an explanation.`,
  };
}

const errorsIn = ({ errors }: Record<string, unknown>) =>
  (Array.isArray(errors) ? errors : []).filter(isObject);

/** Every error's words, those of its `error_chain` behind it with their codes: 6003 alone says little. */
function wordsOf(envelope: Record<string, unknown>): string | undefined {
  const errors = errorsIn(envelope).map((error) => {
    const chain = (Array.isArray(error.error_chain) ? error.error_chain : [])
      .filter(isObject)
      .map(({ code, message }) => [codeOf(code), textOf(message)].filter(Boolean).join(' '));
    const words = textOf(error.message) ?? `error ${codeOf(error.code) ?? 'without a code'}`;
    return chain.length === 0 ? words : `${words} (${chain.join('; ')})`;
  });
  return errors.length === 0 ? textOf(envelope.title) : errors.join('; ');
}

const flag = (value: unknown) => (typeof value === 'boolean' ? String(value) : 'missing');
