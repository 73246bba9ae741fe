import { randomBytes } from 'node:crypto';
import type { Encryption, PayloadKey } from '../../src/encryption/payload-key';

export const newKey = (id: string): PayloadKey => ({ id, key: randomBytes(32) });

/** Encryption with new keys of these ids, the newest first. */
export const newEncryption = (...ids: [string, ...string[]]): Encryption => ({
  keys: ids.map(newKey),
  idSecret: randomBytes(32),
});

/** As the environment has it. */
export const environmentOf = ({ keys, idSecret }: Encryption): Record<string, string> => ({
  OFFBOARDING_PAYLOAD_KEYS: keys
    .map(({ id, key }) => `${id}:${Buffer.from(key).toString('base64')}`)
    .join(','),
  OFFBOARDING_ID_SECRET: Buffer.from(idSecret).toString('base64'),
});
