import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { EncryptionCodec, isEncrypted } from '../../src/encryption/codec';
import { UndecryptablePayload } from '../../src/encryption/errors';
import { newKey } from '../support/encryption';

const older = newKey('2026-01');
const newer = newKey('2026-07');

const payloads: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.dictionary(fc.string(), fc.uint8Array()),
  data: fc.uint8Array({ maxLength: 300 }),
});

async function encodedBy(keys: ReturnType<typeof newKey>[], payload: Payload): Promise<Payload> {
  const [encoded] = await new EncryptionCodec(keys).encode([payload]);
  return encoded!;
}
async function decodedBy(keys: ReturnType<typeof newKey>[], payload: Payload): Promise<Payload> {
  const [decoded] = await new EncryptionCodec(keys).decode([payload]);
  return decoded!;
}
/** Without the classes of the protocol's library. */
const plain = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, value]) => [
      name,
      Buffer.from(value).toString('hex'),
    ]),
  ),
  data: Buffer.from(data ?? []).toString('hex'),
});
const refused = (payload: Payload, keys = [newer]) =>
  expect(decodedBy(keys, payload)).rejects.toThrow(UndecryptablePayload);

describe('the payload codec', () => {
  it('gives back every payload as it was, metadata included, and shows nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, async (payload) => {
        const encoded = await encodedBy([newer], payload);
        expect(Object.keys(encoded.metadata!)).toEqual(['encoding', 'encryption-key-id']);
        expect(isEncrypted(encoded)).toBe(true);
        expect(plain(await decodedBy([newer], encoded))).toEqual(plain(payload));
      }),
      { numRuns: 200 },
    );
    const text = defaultPayloadConverter.toPayload({ email: 'ann@example.com' });
    const bytes = Buffer.from((await encodedBy([newer], text)).data!).toString('latin1');
    expect(bytes).not.toContain('ann');
    expect(bytes).not.toContain('json/plain');
  });

  it('encrypts the same text in another way each time', async () => {
    const text = defaultPayloadConverter.toPayload('the same');
    const [one, other] = [await encodedBy([newer], text), await encodedBy([newer], text)];
    expect(plain(one)).not.toEqual(plain(other));
  });

  it('takes no payload of which a bit was changed, or a byte cut off', async () => {
    const encoded = await encodedBy([newer], defaultPayloadConverter.toPayload('some text'));
    const size = encoded.data!.length;
    const withData = (data: Uint8Array): Payload => ({ ...encoded, data });
    await fc.assert(
      fc.asyncProperty(fc.nat(size * 8 - 1), async (bit) => {
        const data = Buffer.from(encoded.data!);
        data[bit >> 3]! ^= 1 << (bit & 7);
        await refused(withData(data));
      }),
    );
    for (let kept = 0; kept < size; kept += 1)
      await refused(withData(encoded.data!.slice(0, kept)));
    const { data: _none, ...empty } = encoded;
    await refused(empty);
  });

  it('reads with every key and writes with the newest: keys change without a stop', async () => {
    const text = defaultPayloadConverter.toPayload('from before');
    const before = await encodedBy([older], text);
    const after = await encodedBy([newer, older], text);
    for (const payload of [before, after])
      expect(plain(await decodedBy([newer, older], payload))).toEqual(plain(text));
    // Still on the worker that was told of the new key, and writes with the old one.
    expect(plain(await decodedBy([older, newer], after))).toEqual(plain(text));
    await refused(before, [newer]);
  });

  it('reads what was never encrypted as it is', async () => {
    const text = defaultPayloadConverter.toPayload('from the form');
    expect(await decodedBy([newer], text)).toBe(text);
    expect(await decodedBy([], text)).toBe(text);
    expect(await encodedBy([], text)).toBe(text);
  });

  it('says which key is wanted, what to set, and nothing else', async () => {
    const text = defaultPayloadConverter.toPayload('some text');
    const encoded = await encodedBy([older], text);
    await expect(decodedBy([newer], encoded)).rejects.toThrow(
      'A payload is encrypted with the key "2026-01", which is not among OFFBOARDING_PAYLOAD_KEYS (2026-07): put it back, after the newest one.',
    );
    await expect(decodedBy([], encoded)).rejects.toThrow('is not set here: set it');
    await expect(decodedBy([newKey('2026-01')], encoded)).rejects.toThrow(
      'does not open with the key "2026-01": it was changed or cut short, or OFFBOARDING_PAYLOAD_KEYS holds another key under that id',
    );
    const renamed = {
      ...encoded,
      metadata: { ...encoded.metadata, 'encryption-key-id': Buffer.from('2026-07') },
    };
    await refused(renamed, [{ ...older, id: '2026-07' }]);
  });
});
