import { randomInt } from 'node:crypto';
import type { PasswordRequirement } from './schemas';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
/** No quotes, brackets or backslashes: nothing that a form or a log between here and Zoom might mangle. */
const SPECIALS = '-_!@#$%^&*+=?.';
/** Those that every policy seen so far takes. */
const PLAIN_SPECIALS = '-_!@#$';

const MINIMUM_LENGTH = 24;
const MAXIMUM_LENGTH = 31;
/** A run such as "abc" is refused; an account may ask for shorter ones still. */
const RUN = 3;
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];

/**
 * A password that Zoom's own rules and every documented account setting take (Zoom: 8 to 31 characters; facts of
 * `password_requirement`): 24 to 31 characters, all four classes, a letter first, no equal neighbours, no run of
 * three up or down, whatever the case. Every one that fits is as likely as any other; some 145 bits and more.
 *
 * @param stricter after a refusal: as long as Zoom takes, with the plainest special characters
 */
export function generatePassword(
  requirement: PasswordRequirement | undefined,
  { stricter = false }: { stricter?: boolean } = {},
): string {
  const alphabet =
    LETTERS + LETTERS.toUpperCase() + DIGITS + (stricter ? PLAIN_SPECIALS : SPECIALS);
  const asked = requirement?.minimumLength ?? 0;
  const minimum = stricter
    ? MAXIMUM_LENGTH
    : Math.min(Math.max(asked, MINIMUM_LENGTH), MAXIMUM_LENGTH);
  // 1 would refuse every password, so it is read as 2: no two neighbours that follow each other.
  const run = Math.max(2, Math.min(RUN, requirement?.consecutiveCharactersLength ?? RUN));
  for (;;) {
    const password = draw(alphabet, randomInt(minimum, MAXIMUM_LENGTH + 1));
    if (isSafe(password, run)) return password;
  }
}

const draw = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

function isSafe(password: string, run: number): boolean {
  if (!/^[a-zA-Z]/.test(password)) return false;
  if (!CLASSES.every((one) => one.test(password))) return false;
  const codes = Array.from(password.toLowerCase(), (character) => character.charCodeAt(0));
  let up = 1;
  let down = 1;
  return codes.every((code, i) => {
    const step = code - (codes[i - 1] ?? NaN);
    up = step === 1 ? up + 1 : 1;
    down = step === -1 ? down + 1 : 1;
    return step !== 0 && up < run && down < run;
  });
}
