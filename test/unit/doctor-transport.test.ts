import { describe, expect, it } from '@jest/globals';
import { transportFinding } from '../../src/cli/doctor/check-transport';
import { checkTemporal } from '../../src/config/temporal';
import { valueOf } from '../../src/config/faults';

const stateOf = (environment: Record<string, string>) =>
  transportFinding(valueOf(checkTemporal({ TEMPORAL_CONFIG_FILE: '/dev/null', ...environment })));

describe('the way to Temporal', () => {
  it.each(['localhost:7233', '127.0.0.1:7300', '[::1]:7233'])('may be bare on %s', (address) => {
    expect(stateOf({ TEMPORAL_ADDRESS: address }).state).toBe('ok');
  });

  it('is a warning elsewhere without TLS, and without signing in', () => {
    const address = { TEMPORAL_ADDRESS: 'temporal.example.com:7233' };
    expect(stateOf(address)).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('nothing is encrypted'),
    });
    expect(stateOf({ ...address, TEMPORAL_TLS: 'true' })).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('we do not sign in'),
    });
  });

  it('is fine with an API key, which brings TLS', () => {
    const cloud = { TEMPORAL_ADDRESS: 'eu.api.temporal.io:7233', TEMPORAL_API_KEY: 'a.b.c' };
    expect(stateOf(cloud).state).toBe('ok');
  });
});
