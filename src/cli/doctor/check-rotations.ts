import type { Finding } from './finding';

/** Of our own making; other programs may have variables of such a name too. */
const PREVIOUS = /^(OFFBOARDING_\w+|SCIM_\w+|\w+_WEBHOOK_SECRET)_PREVIOUS$/;

/** Secrets of a rotation that nobody ended: whoever holds the old one is still believed. */
export function rotationFindings(variables: Record<string, string>): Finding[] {
  const names = Object.keys(variables).filter((name) => PREVIOUS.test(name));
  if (names.length === 0) return [];
  return [
    {
      check: 'Rotations',
      state: 'warning',
      detail: `not ended: the old secret in ${names.join(', ')} is still taken`,
      mend: 'Once every sender and reader has the new one, take the old one out: docs/security.md.',
    },
  ];
}
