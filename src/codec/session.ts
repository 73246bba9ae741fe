import { createHmac } from 'node:crypto';
import { isOneOf } from '../http/bearer';

const NAME = 'offboarding_codec';
/** Seconds: a working day. */
const LASTS = 8 * 3_600;

/** What stands for a token until then, and is worth nothing afterwards; it does not give the token away. */
const ticketOf = (token: string, until: number): string =>
  createHmac('sha256', token).update(`${NAME} ${until}`).digest('hex');

/**
 * The cookie of who has shown the token. Scripts cannot read it, and other sites' pages cannot have it sent.
 * @param secure browsers send it by TLS alone
 */
export function cookieFor(token: string, now: number, secure: boolean): string {
  const until = Math.floor(now / 1_000) + LASTS;
  const value = `${until}.${ticketOf(token, until)}`;
  return cookie(value, LASTS, secure);
}

/** Takes it away again. */
export const noCookie = (secure: boolean): string => cookie('', 0, secure);

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${NAME}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Until when the request's cookie counts, in milliseconds; undefined where it does not, or there is none. */
export function signedInUntil(
  header: string | undefined,
  tokens: readonly string[],
  now: number,
): number | undefined {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [name, value = ''] = pair.trim().split('=');
    return name === NAME ? [value] : [];
  });
  for (const value of values) {
    const [until = '', ticket = ''] = value.split('.');
    if (!/^\d{1,12}$/.test(until) || Number(until) * 1_000 <= now) continue;
    const tickets = tokens.map((token) => ticketOf(token, Number(until)));
    if (isOneOf(ticket, tickets)) return Number(until) * 1_000;
  }
  return undefined;
}
