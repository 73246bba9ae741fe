import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decisionsFor } from '../../src/domain/decisions';
import { ERROR_POLICY, verdictOn } from '../../src/domain/error-policy';
import { isOutage as isOutageReaction } from '../../src/domain/error-policy/reaction';
import {
  failureCode,
  mayHaveHappened,
  type ProviderFailure,
  type ProviderFailureKind,
} from '../../src/domain/provider-failure';
import type { Provider, ProviderCall } from '../../src/domain/provider';

const CALLS: Record<Provider, ProviderCall[]> = {
  zoom: ['issueToken', 'revokeToken', 'updateStatus', 'updatePassword', 'getUser', 'updateUser'],
  cloudflare: ['revokeUser', 'findUser', 'listActiveSessions', 'updateSeats', 'verifyToken'],
  bamboohr: ['readEmployee'],
  hibob: ['readEmployee'],
  gusto: ['readEmployee'],
};
CALLS.zoom.push('unassignRole', 'assignRole', 'getSecuritySettings', 'listLiveMeetings');
CALLS.zoom.push('endMeeting');

const knownCodes = [...new Set(ERROR_POLICY.flatMap(({ codes = [] }) => codes))];
const code = fc.oneof(
  fc.constantFrom(...knownCodes),
  fc.nat().map(String),
  fc.stringMatching(/^\w{1,12}$/),
);
/** Words that rows look for, and any others. */
const message = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('admin', 'Zoom Room', 'event', 'permission', 'match', '24 hours', 'daily'),
    )
    .map((words) => words.join(' ')),
);

/** Any failure that a client could report. */
const failures: fc.Arbitrary<ProviderFailure> = fc
  .constantFrom(...(Object.keys(CALLS) as Provider[]))
  .chain((provider) =>
    fc
      .record({
        call: fc.constantFrom(...CALLS[provider]),
        kind: fc.constantFrom<ProviderFailureKind>(
          'refused',
          'timeout',
          'network',
          'unreadable',
          'unexpected',
        ),
        status: fc.oneof(
          fc.integer({ min: 200, max: 599 }),
          fc.constantFrom(200, 400, 401, 403, 404, 408, 409, 429, 500, 503),
        ),
        code: fc.option(code, { nil: undefined }),
        message,
      })
      .map(({ kind, status, code: given, ...rest }) => ({
        provider,
        kind,
        ...rest,
        ...(kind === 'timeout' || kind === 'network' ? {} : { status }),
        ...(kind === 'refused' && given !== undefined ? { code: given } : {}),
      })),
  );

const isSuccess = (failure: ProviderFailure): boolean =>
  ['done', 'notApplicable'].includes(verdictOn(failure).reaction.kind);

describe('the verdict on a failure', () => {
  it('is a success only where a row names this very code', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const { row } = verdictOn(failure);
        if (!isSuccess(failure)) return;
        expect(failure.kind).toBe('refused');
        expect(row?.codes).toContain(failure.code);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never a success by the words of a message: they come in any language', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        if (isSuccess(failure)) expect(isSuccess({ ...failure, message: '' })).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    for (const row of ERROR_POLICY) {
      const succeeds = row.reaction.kind === 'done' || row.reaction.kind === 'notApplicable';
      if (succeeds) expect(row.text).toBeUndefined();
    }
  });

  it('is another try for every 5xx, at once or when it is said, and where no answer came', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const isOutage =
          failure.kind === 'timeout' ||
          failure.kind === 'network' ||
          (failure.kind !== 'unexpected' && (failure.status ?? 0) >= 500);
        if (isOutage) expect(isOutageReaction(verdictOn(failure).reaction.kind)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never a success where an employee is read: nobody knows then whether they leave', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        if (failure.call === 'readEmployee') expect(isSuccess(failure)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is for a person where no row knows the failure', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const { row, reaction } = verdictOn(failure);
        if (row === undefined) expect(reaction).toEqual({ kind: 'escalate' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('always says what it means and what a person can do', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const verdict = verdictOn(failure);
        expect(verdict.meaning).toMatch(/\w.*\.$/);
        expect(verdict.fix).toMatch(/\w/);
        expect(decisionsFor(verdict)).toEqual(
          expect.arrayContaining(['retry', 'skip', 'markDone']),
        );
      }),
    );
  });
});

describe('the rows', () => {
  it('say what a person does wherever a person may be asked', () => {
    for (const { reaction, fix, meaning } of ERROR_POLICY) {
      const asks = reaction.kind !== 'done' && reaction.kind !== 'notApplicable';
      expect({ meaning, hasFix: fix !== undefined || !asks }).toEqual({ meaning, hasFix: true });
    }
  });

  it("offer demotion for an administrator's account only", () => {
    const offered = ERROR_POLICY.filter((row) => decisionsFor(row).includes('demoteAndRetry'));
    expect(offered.map(({ calls, codes }) => [calls, codes])).toEqual([
      [['updateStatus'], ['200']],
      [['updatePassword'], ['1117']],
    ]);
  });
});

describe('the code of a failure', () => {
  it.each<[string, Parameters<typeof failureCode>[0]]>([
    ['zoom.400.200', { provider: 'zoom', kind: 'refused', status: 400, code: '200' }],
    ['zoom.403', { provider: 'zoom', kind: 'refused', status: 403 }],
    ['bamboohr.404', { provider: 'bamboohr', kind: 'refused', status: 404 }],
    [
      'gusto.401.invalid_token',
      { provider: 'gusto', kind: 'refused', status: 401, code: 'invalid_token' },
    ],
    ['zoom.invalidUser', { provider: 'zoom', kind: 'refused', code: 'invalidUser' }],
    ['zoom.timeout', { provider: 'zoom', kind: 'timeout' }],
    ['cloudflare.network', { provider: 'cloudflare', kind: 'network' }],
    ['cloudflare.502.unreadable', { provider: 'cloudflare', kind: 'unreadable', status: 502 }],
    ['zoom.200.unexpected', { provider: 'zoom', kind: 'unexpected', status: 200 }],
    [
      'cloudflare.403.10000',
      { provider: 'cloudflare', kind: 'refused', status: 403, code: '10000' },
    ],
  ])('reads %s', (expected, failure) => {
    expect(failureCode(failure)).toBe(expected);
  });

  it("never holds the provider's words, and fits into a search attribute", () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const reworded: ProviderFailure = { ...failure, message: 'other' };
        expect(failureCode(failure)).toBe(failureCode(reworded));
        expect(failureCode(failure)).toMatch(
          /^(zoom|cloudflare|bamboohr|hibob|gusto)(\.[\w-]+){1,2}$/,
        );
      }),
    );
  });

  it('leaves open whether a call happened, save where the provider refused it', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const isRefused = failure.kind === 'refused' && (failure.status ?? 0) < 500;
        expect(mayHaveHappened(failure)).toBe(!isRefused);
      }),
    );
  });
});
