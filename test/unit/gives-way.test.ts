import { describe, expect, it } from '@jest/globals';
import { parseRequest } from '../../src/domain/parsing';
import { newRunRecord, stepOf, type RunRecord } from '../../src/domain/run-record';
import { givesWay } from '../../src/workflows/run/gives-way';

const NOW = '2026-11-27T16:00:00.000Z';

function record(changes: Partial<RunRecord> = {}): RunRecord {
  const parsed = parseRequest({ email: 'jane@example.com' });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return { ...newRunRecord(parsed.value, NOW), startedAt: NOW, ...changes };
}

describe("a call waits for Cloudflare's next window", () => {
  it.each([
    ['revokeZeroTrustTokens', 'revokeZeroTrustTokens', false],
    ['sweepSessions', 'revokeZeroTrustTokens', true],
    ['sweepSessions', 'revokeZoomSsoToken', false],
    ['verifyAccessRemoved', 'checkZeroTrustAccess', true],
    ['verifyAccessRemoved', 'checkZoomAccess', false],
    ['readZoomUser', 'checkZeroTrustAccess', true],
    ['freeZeroTrustSeat', 'freeZeroTrustSeat', true],
  ] as const)('at %s, %s: %s', (step, activity, waits) => {
    expect(givesWay(record(), step, activity)).toBe(waits);
  });

  it('not to revoke in place of a refused deactivation, before the leaver is contained', () => {
    const sweeps = (changes: Partial<RunRecord>) =>
      givesWay(record(changes), 'sweepSessions', 'revokeZeroTrustTokens');
    expect(sweeps({ deactivationRefusedAt: NOW })).toBe(false);
    expect(sweeps({ deactivationRefusedAt: NOW, containedAt: NOW })).toBe(true);
  });

  it('not to revoke sessions that a look has found', () => {
    const found = record({ containedAt: NOW });
    stepOf(found, 'verifyAccessRemoved').code = 'cloudflare.sessionsRemain';
    expect(givesWay(found, 'sweepSessions', 'revokeZeroTrustTokens')).toBe(false);
    expect(givesWay(found, 'verifyAccessRemoved', 'checkZeroTrustAccess')).toBe(true);
  });
});
