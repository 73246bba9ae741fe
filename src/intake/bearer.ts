import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();
const BEARER = /^Bearer +(\S+) *$/i;

/** Whether the header names one of the tokens. Takes the same time whichever it is, and however much of it fits. */
export function isBearerOf(authorization: string | undefined, tokens: readonly string[]): boolean {
  const given = digest(BEARER.exec(authorization ?? '')?.[1] ?? '');
  return tokens.map((token) => timingSafeEqual(given, digest(token))).includes(true);
}
