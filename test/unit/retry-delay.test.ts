import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toMs } from '../../src/domain/duration';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { backoffDelay, retryAtDelay } from '../../src/domain/retry-delay';

const NOW = Date.parse('2026-11-27T16:00:00.250Z');
const WEEK = 7 * 24 * 3600;

const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const otherwise = fc.constantFrom('1s', '300s', '1h', 'passwordLimitDelay' as const);
/** A moment so many milliseconds from now, as providers write it; where they leave out parts of it, the next one. */
const wordsFor = (wait: number) => {
  const wholeSecond = new Date(Math.ceil((NOW + wait) / 1000) * 1000);
  return fc.constantFrom(
    String(Math.ceil(wait / 1000)),
    ` ${wait / 1000} `,
    wholeSecond.toUTCString(),
    wholeSecond.toISOString().replace('.000Z', 'Z'),
    new Date(NOW + wait).toISOString(),
    new Date(NOW + wait + 7_200_000).toISOString().replace('Z', '+02:00'),
  );
};

const delayFor = (
  retryAfter: string | undefined,
  wait: Parameters<typeof retryAtDelay>[1],
  random: number,
) => retryAtDelay(retryAfter, wait, DEFAULT_POLICY, NOW, random);

/** More than the wait by this at most, so that the callers of a provider do not come back together. */
const spread = (wait: number): number => Math.min(wait * 0.5, 1_000) + 1;

describe('a try when the provider says so', () => {
  it('never comes before the time that it names, nor much later', () => {
    const asked = fc
      .integer({ min: 0, max: (WEEK - 1) * 1000 })
      .chain((wait) => fc.record({ wait: fc.constant(wait), header: wordsFor(wait) }));
    fc.assert(
      fc.property(asked, otherwise, chance, ({ wait, header }, row, random) => {
        const delay = delayFor(header, row, random);
        expect(delay).toBeGreaterThanOrEqual(wait);
        expect(delay).toBeLessThanOrEqual(wait + 1_000 + spread(wait + 1_000));
      }),
      { numRuns: 500 },
    );
  });

  it('comes after the wait of the row where it says nothing that can be read', () => {
    const nothing = fc.constantFrom(undefined, '', 'soon', '-1', 'NaN', '9e9', `${WEEK + 1}`);
    fc.assert(
      fc.property(nothing, otherwise, chance, (header, wait, random) => {
        const least = wait === 'passwordLimitDelay' ? 24 * 3_600_000 : toMs(wait);
        const delay = delayFor(header, wait, random);
        expect(delay).toBeGreaterThanOrEqual(least);
        expect(delay).toBeLessThanOrEqual(least + spread(least));
      }),
    );
  });

  it('comes soon after a moment that has passed, but never at once: zero would end the tries', () => {
    expect(delayFor('2020-01-01T00:00:00Z', '1h', 0)).toBe(1_000);
    expect(delayFor('0', '1h', 0)).toBe(1_000);
  });

  it("takes the policy's time for Zoom's limit of password changes", () => {
    const policy = { passwordLimitDelay: '2h' };
    expect(retryAtDelay(undefined, 'passwordLimitDelay', policy, NOW, 0)).toBe(7_200_000);
  });
});

describe('a try after a passing fault', () => {
  const retries = fc
    .record({
      initial: fc.integer({ min: 1, max: 60_000 }),
      longer: fc.integer({ min: 0, max: 600_000 }),
      backoffCoefficient: fc.double({ min: 1, max: 10, noNaN: true }),
    })
    .map(({ initial, longer, backoffCoefficient }) => ({
      initialInterval: `${initial}ms`,
      maximumInterval: `${initial + longer}ms`,
      backoffCoefficient,
      maximumAttempts: 8,
    }));

  it('waits a fifth more or less than the policy says, whatever the try', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), retries, chance, (attempt, retry, random) => {
        const first = toMs(retry.initialInterval);
        const longest = toMs(retry.maximumInterval);
        const planned = Math.min(first * retry.backoffCoefficient ** (attempt - 1), longest);
        const delay = backoffDelay(attempt, retry, random);
        expect(delay).toBeGreaterThanOrEqual(Math.floor(planned * 0.8));
        expect(delay).toBeLessThanOrEqual(Math.ceil(planned * 1.2));
      }),
    );
  });

  it('never comes sooner than the try before it did, chance apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), retries, chance, (attempt, retry, random) => {
        expect(backoffDelay(attempt + 1, retry, random)).toBeGreaterThanOrEqual(
          backoffDelay(attempt, retry, random),
        );
      }),
    );
  });
});
