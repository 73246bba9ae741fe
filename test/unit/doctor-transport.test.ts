import { describe, expect, it } from '@jest/globals';
import { retentionFinding } from '../../src/cli/doctor/check-retention';
import { payloadFinding, transportFinding } from '../../src/cli/doctor/check-transport';
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

describe('what Temporal keeps', () => {
  const settings = { address: 'localhost:7233', namespace: 'leavers', connectionOptions: {} };
  const key = (id: string) => ({ id, key: new Uint8Array(32) });

  it.each([
    [400, 'ok'],
    [180, 'ok'],
    [90, 'warning'],
    [1, 'warning'],
  ])('%d days: %s', (days, state) => {
    const found = retentionFinding(days * 86_400, settings);
    expect(found).toMatchObject({ state, detail: expect.stringContaining(`${days} day`) });
    if (state === 'warning') expect(found.mend).toContain('update --namespace leavers');
  });

  it('is encrypted or not', () => {
    expect(payloadFinding(settings).detail).toMatch(/^off: /);
    const encryption = { keys: [key('b'), key('a')], idSecret: new Uint8Array(32) };
    expect(payloadFinding({ ...settings, encryption }).detail).toBe(
      'the key b writes, a read beside it',
    );
  });
});
