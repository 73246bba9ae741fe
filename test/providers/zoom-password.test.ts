import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generatePassword } from '../../src/providers/zoom/password';

const DRAWS = 3_000;
const draws = (...args: Parameters<typeof generatePassword>) =>
  Array.from({ length: DRAWS }, () => generatePassword(...args));

/** Longest stretch in which each character is the one before plus `step`, whatever the case. */
function longestRun(password: string, step: number): number {
  let longest = 1;
  let run = 1;
  const text = password.toLowerCase();
  for (let i = 1; i < text.length; i += 1) {
    run = text.charCodeAt(i) - text.charCodeAt(i - 1) === step ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

describe('generatePassword', () => {
  it.each([[false], [true]])('is safe under every policy seen (stricter: %s)', (stricter) => {
    for (const password of draws(undefined, { stricter })) {
      expect(password).toMatch(/^[a-zA-Z][\x21-\x7e]{23,30}$/);
      for (const one of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(one);
      expect([
        longestRun(password, 0),
        longestRun(password, 1) < 3,
        longestRun(password, -1) < 3,
      ]).toEqual([1, true, true]);
      expect(password).not.toMatch(/["'`\\<>(){}[\]/|,;:~\s]/);
    }
  });

  it('is as long as Zoom takes, with the plainest special characters, when stricter', () => {
    for (const password of draws(undefined, { stricter: true })) {
      expect(password).toMatch(/^[a-zA-Z0-9_!@#$-]{31}$/);
    }
  });

  it('uses every length and nearly every character', () => {
    const passwords = draws(undefined);
    expect(new Set(passwords.map(({ length }) => length))).toEqual(
      new Set([24, 25, 26, 27, 28, 29, 30, 31]),
    );
    expect(new Set(passwords.join('')).size).toBe(26 + 26 + 10 + 14);
  });

  it('never comes twice', () => {
    expect(new Set(draws(undefined)).size).toBe(DRAWS);
  });

  it('satisfies any requirement an account can make, and shorter runs where they are asked for', () => {
    const requirement = fc.record(
      {
        minimumLength: fc.integer({ min: 0, max: 40 }),
        specialCharacter: fc.boolean(),
        consecutiveCharactersLength: fc.integer({ min: 1, max: 8 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(requirement, fc.boolean(), (asked, stricter) => {
        const password = generatePassword(asked, { stricter });
        expect(password.length).toBeGreaterThanOrEqual(Math.min(31, asked.minimumLength ?? 0));
        expect(password.length).toBeLessThanOrEqual(31);
        const run = Math.max(2, asked.consecutiveCharactersLength ?? 3);
        expect(longestRun(password, 1)).toBeLessThan(run);
        expect(longestRun(password, -1)).toBeLessThan(run);
      }),
      { numRuns: 500 },
    );
  });
});
