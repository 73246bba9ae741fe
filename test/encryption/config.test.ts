import { describe, expect, it } from '@jest/globals';
import { checkEncryption } from '../../src/config/encryption';
import { environmentOf, newEncryption } from '../support/encryption';

const sound = newEncryption('2026-07', '2026-01');
const environment = environmentOf(sound);
const { OFFBOARDING_PAYLOAD_KEYS: keys, OFFBOARDING_ID_SECRET: secret } = environment as {
  OFFBOARDING_PAYLOAD_KEYS: string;
  OFFBOARDING_ID_SECRET: string;
};
const faultsOf = (env: Record<string, string>): string[] => {
  const checked = checkEncryption(env);
  return 'faults' in checked ? checked.faults.map(({ name, problem }) => `${name} ${problem}`) : [];
};

describe('the configuration of encryption', () => {
  it('is off without keys, and on with keys, the newest first, and the secret for ids', () => {
    expect(checkEncryption({})).toEqual({ value: undefined });
    const checked = checkEncryption(environment);
    expect('value' in checked && checked.value?.keys.map(({ id }) => id)).toEqual([
      '2026-07',
      '2026-01',
    ]);
    const spaced = { ...environment, OFFBOARDING_PAYLOAD_KEYS: keys.replace(',', ' , ') };
    expect(checkEncryption(spaced)).toEqual(checked);
  });

  it('wants the secret for ids beside the keys, and the keys beside the secret', () => {
    expect(faultsOf({ OFFBOARDING_PAYLOAD_KEYS: keys })).toEqual([
      expect.stringMatching(/^OFFBOARDING_ID_SECRET must be set beside.*openssl rand -base64 32/),
    ]);
    expect(faultsOf({ OFFBOARDING_ID_SECRET: secret })).toEqual([
      expect.stringContaining('OFFBOARDING_PAYLOAD_KEYS must be set'),
    ]);
  });

  it.each([
    ['no id', keys.split(':')[1]!],
    ['an id with a colon', `a:${keys}`],
    ['a key that is too short', `a:${Buffer.alloc(31).toString('base64')}`],
    ['a key that is cut', keys.split(',')[0]!.slice(0, -3)],
    ['a key that is no base64', `a:${'!'.repeat(44)}`],
    ['nothing after a comma', `${keys},`],
  ])('refuses %s, and quotes no key', (_case, text) => {
    const faults = faultsOf({ ...environment, OFFBOARDING_PAYLOAD_KEYS: text });
    expect(faults.join()).toMatch(/OFFBOARDING_PAYLOAD_KEYS \d must be <id>:<32 bytes in base64>/);
    for (const part of text.split(/[,:]/).filter((word) => word.length > 8))
      expect(faults.join()).not.toContain(part);
  });

  it('refuses two keys under one id, and a secret that is too short', () => {
    const twice = `${keys},${keys}`;
    expect(faultsOf({ ...environment, OFFBOARDING_PAYLOAD_KEYS: twice }).join()).toContain(
      'two keys under one id',
    );
    expect(faultsOf({ ...environment, OFFBOARDING_ID_SECRET: 'c2hvcnQ=' }).join()).toContain(
      'OFFBOARDING_ID_SECRET must be 32 random bytes or more',
    );
  });
});
