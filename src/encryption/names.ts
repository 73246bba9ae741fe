import { createHmac } from 'node:crypto';
import type { Encryption } from './payload-key';

/** How an id names whom it is about: an e-mail or an employee id goes in. */
export type NameInIds = (who: string) => string;

/** Hexadecimal digits: 128 bits. */
const DIGITS = 32;

const digestOf = (secret: Uint8Array, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex').slice(0, DIGITS);

/**
 * Workflow ids are never encrypted. With encryption on, an e-mail in one becomes a digest that only the secret can make,
 * the same each time, so that every trigger for a leaver meets the same run; an employee id stays as it is, unless it
 * looks like an e-mail.
 */
export const namesFor =
  (encryption: Encryption | undefined): NameInIds =>
  (who) =>
    encryption && who.includes('@') ? digestOf(encryption.idSecret, who.trim().toLowerCase()) : who;
