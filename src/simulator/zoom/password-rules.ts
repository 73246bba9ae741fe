import type { ZoomFaultName } from './catalogue';
import type { PasswordRequirement } from './settings';

const LONGEST = 31;
const SHORTEST = 8;
/** What "no runs like 12345678" comes to where the account sets nothing stricter. */
const BASE_RUN = 8;
const TOO_EASY = /^(password|passwort|welcome|qwerty|letmein|changeme|admin|zoom|test)+$/;

/** The shortest password the account takes. */
export function minimumLength(rules: PasswordRequirement): number {
  return Math.max(SHORTEST, rules.minimum_password_length);
}

/** The rule a password breaks, as the error Zoom answers; undefined for a good one. */
export function passwordFault(
  password: string,
  rules: PasswordRequirement,
): ZoomFaultName | undefined {
  if (password.length < minimumLength(rules) || password.length > LONGEST) {
    return 'zoom.password.400.1124';
  }
  if (!/[a-z]/i.test(password)) return 'zoom.password.400.1125';
  if (!/[0-9]/.test(password)) return 'zoom.password.400.1126';
  if (rules.have_special_character && !/[^a-z0-9]/i.test(password)) return 'zoom.password.400.1127';
  if (!/[a-z]/.test(password) || !/[A-Z]/.test(password)) return 'zoom.password.400.1128';
  const run = rules.consecutive_characters_length || BASE_RUN;
  if (longestRun(password, 0) >= run) return 'zoom.password.400.1130';
  if (longestRun(password, 1) >= run || longestRun(password, -1) >= run) {
    return 'zoom.password.400.1131';
  }
  if (
    rules.weak_enhance_detection &&
    TOO_EASY.test(password.toLowerCase().replace(/[^a-z]/g, ''))
  ) {
    return 'zoom.password.400.1136';
  }
  return undefined;
}

/** Length of the longest stretch in which each character is `step` after the one before it. */
function longestRun(password: string, step: -1 | 0 | 1): number {
  let longest = 1;
  let length = 1;
  for (let index = 1; index < password.length; index += 1) {
    length = password.charCodeAt(index) - password.charCodeAt(index - 1) === step ? length + 1 : 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
