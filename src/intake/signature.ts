import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The header where it came exactly once and is not empty. `name` in lower case, as Node has it. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time: digests are of one length, whatever was given. */
export const isSameText = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

/** How a sender writes its HMAC. */
export interface HmacForm {
  algorithm: 'sha256' | 'sha512';
  encoding: 'hex' | 'base64' | 'base64url';
}

/**
 * Whether `given` is the HMAC of these parts, one after the other. Compared as text: decoding would let a mangled
 * signature pass for a shorter one. An empty secret signs nothing, for anybody knows it.
 */
export function isHmac(
  given: string | undefined,
  { algorithm, encoding }: HmacForm,
  secret: string,
  ...parts: readonly (Buffer | string)[]
): boolean {
  if (!given || !secret) return false;
  const hmac = createHmac(algorithm, secret);
  for (const part of parts) hmac.update(part);
  return isSameText(given, hmac.digest(encoding));
}
