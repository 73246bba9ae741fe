import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256 } from '../../../src/cli/evidence/sha256';
import { sealReport } from '../../../src/domain/evidence/sealed-report';
import { verifyChain } from '../../../src/domain/evidence/verify-chain';
import { detailed } from '../../support/sample-reports';

const sealed = sealReport(
  detailed(),
  { engine: '1.0.0', readAt: '2026-12-01T00:00:00.000Z' },
  sha256,
);
const verify = (value: unknown) => verifyChain(value, sha256);

describe('what is no report', () => {
  it.each([
    ['nothing', null],
    ['a text', 'offboarding-report'],
    ['a list', []],
    ['another object', { entries: [] }],
    ['a later format', { ...sealed, version: 2 }],
    ['no list of entries', { ...sealed, entries: {} }],
  ])('%s', (_what, value) => {
    expect(verify(value)).toMatchObject({ kind: 'noReport', why: expect.any(String) });
  });

  it('whatever it is, it is never valid', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(verify(value).kind).toBe('noReport');
      }),
    );
  });

  it('an entry that is no object breaks the chain', () => {
    for (const entry of [null, 7, 'x', []])
      expect(verify({ ...sealed, entries: [entry] })).toMatchObject({ kind: 'broken', at: 1 });
  });
});
