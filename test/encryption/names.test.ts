import { describe, expect, it } from '@jest/globals';
import { namesFor } from '../../src/encryption/names';
import { newEncryption } from '../support/encryption';

describe('names in workflow ids', () => {
  const encryption = newEncryption('a');
  const names = namesFor(encryption);

  it('hide e-mails, and employee ids that are one, always in the same way', () => {
    const name = names('ann@example.com');
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(names(' Ann@Example.com ')).toBe(name);
    expect(names('anne@example.com')).not.toBe(name);
    expect(names('4711')).toBe('4711');
  });

  it('stay the same when the payload keys change, and differ by the secret', () => {
    const { idSecret } = encryption;
    const { keys } = newEncryption('b', 'a');
    expect(namesFor({ keys, idSecret })('ann@example.com')).toBe(names('ann@example.com'));
    expect(namesFor(newEncryption('a'))('ann@example.com')).not.toBe(names('ann@example.com'));
  });

  it('are as ever without encryption', () => {
    expect(namesFor(undefined)('ann@example.com')).toBe('ann@example.com');
  });
});
