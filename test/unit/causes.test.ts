import { describe, expect, it } from '@jest/globals';
import { OWN_CODES } from '../../scripts/error-docs/engine-codes';
import { causeOf } from '../../src/domain/causes';
import { OWN_CAUSES } from '../../src/domain/causes/own';
import { ERROR_POLICY } from '../../src/domain/error-policy';
import type { ErrorPolicyRow } from '../../src/domain/error-policy/row';
import { failureCode } from '../../src/domain/provider-failure';

const UNKNOWN = /does not know$|has no words for/;

const endsInAQuestion = ({ reaction }: ErrorPolicyRow): boolean =>
  reaction.kind !== 'done' && (reaction.kind !== 'notApplicable' || 'confirmBy' in reaction);

const statusesOf = ({ status, kinds = [] }: ErrorPolicyRow): (number | undefined)[] => {
  if (status === '4xx') return [400, 409, 422];
  if (status === '5xx') return [500, 502, 599];
  if (status) return [...status];
  return kinds.includes('unexpected')
    ? [200]
    : kinds.includes('unreadable')
      ? [200, 404]
      : [undefined];
};

/** Codes under which a run may wait because of this row. */
const codesOf = (row: ErrorPolicyRow): string[] =>
  (row.kinds ?? (['refused'] as const)).flatMap((kind) =>
    statusesOf(row).flatMap((status) =>
      (kind === 'refused' ? (row.codes ?? [undefined]) : [undefined]).map((code) =>
        failureCode({
          provider: row.provider,
          kind,
          ...(status === undefined ? {} : { status }),
          ...(code === undefined ? {} : { code }),
        }),
      ),
    ),
  );

describe('the words for a cause', () => {
  it.each(ERROR_POLICY.filter(endsInAQuestion).map((row) => [codesOf(row), row] as const))(
    'know %j',
    (codes) => {
      expect(codes.length).toBeGreaterThan(0);
      for (const code of codes)
        expect([code, causeOf(code)]).toEqual([code, expect.not.stringMatching(UNKNOWN)]);
    },
  );

  const own = Object.keys(OWN_CODES).flatMap((codes) => codes.split(', '));
  it.each(own)('know %s', (code) => {
    for (const status of ['200', '404', '503'])
      expect(causeOf(code.replace('*', status))).not.toMatch(UNKNOWN);
  });

  it('know no code of the engine that its document does not', () => {
    const documented = new Set([...own, 'unknown']);
    expect(Object.keys(OWN_CAUSES).filter((code) => !documented.has(code))).toEqual([]);
  });

  it('are one line, short enough for a list, without a full stop', () => {
    const codes = [...ERROR_POLICY.flatMap(codesOf), ...Object.keys(OWN_CAUSES), 'zoom.418.77'];
    for (const cause of codes.map(causeOf)) {
      expect(cause.length).toBeLessThanOrEqual(100);
      expect(cause).toMatch(/^[A-Z][^.\n]*[^.\s]$/);
    }
  });

  it.each([
    ['cloudflare.403.10000', 'Cloudflare token is invalid or lacks a permission'],
    // The same code with another status is another cause.
    ['cloudflare.500.10001', 'Cloudflare has a fault of its own (HTTP 500)'],
    ['zoom.400.4711', 'Zoom token lacks a scope'],
    // Zoom sometimes answers 200 with an error inside.
    ['zoom.200.1000', 'Zoom has force-locked the user'],
    ['bamboohr.401.unreadable', "BambooHR does not take the engine's credentials"],
    ['zoom.418.77', 'Zoom answers HTTP 418, code 77, which the engine does not know'],
    ['cloudflare.418', 'Cloudflare answers HTTP 418, which the engine does not know'],
    ['constructor', 'Something that the engine has no words for'],
    ['constructor.400.1', 'Something that the engine has no words for'],
    [
      'zoom.400.constructor',
      'Zoom answers HTTP 400, code constructor, which the engine does not know',
    ],
    ['', 'Something that the engine has no words for'],
  ])('%s', (code, cause) => {
    expect(causeOf(code)).toBe(cause);
  });
});
