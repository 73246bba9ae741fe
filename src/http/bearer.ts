import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();
const BEARER = /^Bearer +(\S+) *$/i;

/** Whether it is one of the secrets. Takes the same time whichever it is, and however much of it fits. */
export function isOneOf(given: string, secrets: readonly string[]): boolean {
  const seen = digest(given);
  return secrets.map((secret) => timingSafeEqual(seen, digest(secret))).includes(true);
}

/** Whether the header names one of the tokens, in the same manner. */
export const isBearerOf = (authorization: string | undefined, tokens: readonly string[]): boolean =>
  isOneOf(BEARER.exec(authorization ?? '')?.[1] ?? '', tokens);
