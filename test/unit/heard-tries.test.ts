import { describe, expect, it } from '@jest/globals';
import { HeardTries } from '../../src/workflows/run/heard-tries';

const REVOKE = 'revokeZeroTrustTokens';
const SSO = 'revokeZoomSsoToken';

describe('tries that a run has heard of', () => {
  it('show which of them were lost, each once', () => {
    const tries = new HeardTries();
    tries.begin(REVOKE, REVOKE);
    expect(tries.hear(REVOKE, 1, REVOKE)).toEqual([]);
    const lost = [2, 3].map((attempt) => ({ activity: REVOKE, attempt }));
    expect(tries.hear(REVOKE, 4, REVOKE)).toEqual(lost);
    expect(tries.hear(REVOKE, 4, REVOKE)).toEqual([]);
    expect(tries.hear(REVOKE, 5, REVOKE)).toEqual([]);
    // Once more, after a decision: it counts from one.
    tries.begin(REVOKE, REVOKE);
    expect(tries.hear(REVOKE, 2, REVOKE)).toEqual([{ activity: REVOKE, attempt: 1 }]);
  });

  it('of two activities of one step are counted for each', () => {
    const tries = new HeardTries();
    tries.begin('sweepSessions', REVOKE);
    tries.begin('sweepSessions', SSO);
    expect(tries.hear('sweepSessions', 1, SSO)).toEqual([]);
    expect(tries.hear('sweepSessions', 2, REVOKE)).toEqual([{ activity: REVOKE, attempt: 1 }]);
    expect(tries.hear('sweepSessions', 2, SSO)).toEqual([]);
  });

  it('of which a signal does not say the activity lose no other', () => {
    const tries = new HeardTries();
    tries.begin('sweepSessions', REVOKE);
    tries.begin('sweepSessions', SSO);
    expect(tries.hear('sweepSessions', 1)).toEqual([]);
    expect(tries.hear('sweepSessions', 2, SSO)).toEqual([]);
    expect(tries.hear('deactivateZoomUser', 7)).toEqual([]);
  });
});
