import { describe, expect, it } from '@jest/globals';
import { checkCodec } from '../../src/config/codec';
import { environmentOf, newEncryption } from '../support/encryption';

const sound = {
  ...environmentOf(newEncryption('2026-07')),
  OFFBOARDING_CODEC_TOKEN: 'codec-token-of-16-and-more',
  OFFBOARDING_WEB_UI_URL: 'https://temporal.example.com/ui',
};
const faultsOf = (env: Record<string, string>): string[] => {
  const checked = checkCodec(env);
  return 'faults' in checked ? checked.faults.map(({ name }) => name) : [];
};

describe("the codec server's configuration", () => {
  it('has an address of its own, and the origin of the Web UI', () => {
    expect(checkCodec(sound)).toMatchObject({
      value: {
        listen: { host: '127.0.0.1', port: 8092 },
        tokens: ['codec-token-of-16-and-more'],
        webUiOrigin: 'https://temporal.example.com',
      },
    });
  });

  it('names everything that is missing at once', () => {
    expect(faultsOf({})).toEqual([
      'OFFBOARDING_CODEC_TOKEN',
      'OFFBOARDING_PAYLOAD_KEYS',
      'OFFBOARDING_WEB_UI_URL',
    ]);
  });

  it('takes no token that could be guessed, and none from before alone', () => {
    expect(faultsOf({ ...sound, OFFBOARDING_CODEC_TOKEN: 'short' })).toEqual([
      'OFFBOARDING_CODEC_TOKEN',
    ]);
    const { OFFBOARDING_CODEC_TOKEN: before, ...others } = sound;
    expect(faultsOf({ ...others, OFFBOARDING_CODEC_TOKEN_PREVIOUS: before })).toEqual([
      'OFFBOARDING_CODEC_TOKEN',
    ]);
  });
});
