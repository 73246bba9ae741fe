import { describe, expect, it } from '@jest/globals';
import { parseRequest } from '../../src/domain/parsing';
import { newRunRecord, stepOf, type RunRecord } from '../../src/domain/run-record';
import { givesWay } from '../../src/workflows/run/gives-way';

const NOW = '2026-11-27T16:00:00.000Z';
const CONTAINED = { containedAt: NOW };

function record(changes: Partial<RunRecord> = {}, request: object = {}): RunRecord {
  const parsed = parseRequest({ email: 'jane@example.com', ...request });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return { ...newRunRecord(parsed.value, NOW), startedAt: NOW, ...changes };
}

describe('calls to Cloudflare may wait for its next window', () => {
  it.each([
    ['sweepSessions', true],
    ['verifyAccessRemoved', true],
    ['freeZeroTrustSeat', true],
    ['revokeZeroTrustTokens', false],
    // The look-up that tells a wrong e-mail.
    ['readZoomUser', false],
  ] as const)('at %s, once the leaver is contained: %s', (step, waits) => {
    expect(givesWay(record(CONTAINED), step)).toBe(waits);
    expect(givesWay(record(), step)).toBe(false);
  });

  it('not where access was found, and is revoked again', () => {
    const found = record(CONTAINED);
    stepOf(found, 'verifyAccessRemoved').state = 'retrying';
    expect(givesWay(found, 'sweepSessions')).toBe(false);
  });

  it('not where anything is blocked: sessions may remain, or the account be open', () => {
    for (const step of ['verifyAccessRemoved', 'deactivateZoomUser'] as const) {
      const stuck = record(CONTAINED);
      stepOf(stuck, step).state = 'blocked';
      expect(givesWay(stuck, 'sweepSessions')).toBe(false);
    }
  });

  it('not where somebody asked for haste', () => {
    const hasty = record(CONTAINED, { urgency: 'immediate' });
    expect(givesWay(hasty, 'sweepSessions')).toBe(false);
  });
});
