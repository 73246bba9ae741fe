import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { UndecryptablePayload } from './errors';
import type { PayloadKey } from './payload-key';

/** As Temporal's own samples name it, so that its tools show such payloads for what they are. */
const ENCODING = 'binary/encrypted';
const CIPHER = 'aes-256-gcm';
/** Bytes: of a nonce that NIST SP 800-38D takes without hashing, and of the tag. */
const NONCE = 12;
const TAG = 16;

const ENCODING_KEY = 'encoding';
const KEY_ID_KEY = 'encryption-key-id';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const textOf = (bytes: Uint8Array | null | undefined): string =>
  Buffer.from(bytes ?? []).toString('utf8');

export const isEncrypted = ({ metadata }: Payload): boolean =>
  textOf(metadata?.[ENCODING_KEY]) === ENCODING;

/** Of the key that an encrypted payload wants. */
export const keyIdOf = ({ metadata }: Payload): string => textOf(metadata?.[KEY_ID_KEY]);

/**
 * Encrypts every payload that leaves for Temporal, metadata and all, with AES-256-GCM. The newest key writes, all of them
 * read; what was never encrypted, such as input from the Web UI's form, is read as it is.
 *
 * Installed without keys too: it then passes on what is in clear, and throws on what is not. Anything else would reach
 * the workflows as nonsense, and end a leaver's run as wrong input.
 */
export class EncryptionCodec implements PayloadCodec {
  readonly #newest: PayloadKey | undefined;
  readonly #byId: ReadonlyMap<string, PayloadKey>;

  /** @param keys the newest first; none: nothing is encrypted */
  constructor(keys: readonly PayloadKey[]) {
    this.#newest = keys[0];
    this.#byId = new Map(keys.map((key) => [key.id, key]));
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    const key = this.#newest;
    return key ? payloads.map((payload) => encrypted(payload, key)) : payloads;
  }

  /** @throws UndecryptablePayload */
  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.#decrypted(payload));
  }

  #decrypted(payload: Payload): Payload {
    if (!isEncrypted(payload)) return payload;
    const id = keyIdOf(payload);
    const key = this.#byId.get(id);
    if (!key) throw new UndecryptablePayload(noKey(id, [...this.#byId.keys()]));
    try {
      return temporal.api.common.v1.Payload.decode(opened(payload.data ?? new Uint8Array(), key));
    } catch {
      throw new UndecryptablePayload(
        `A payload does not open with the key ${shown(id)}: it was changed or cut short, or OFFBOARDING_PAYLOAD_KEYS holds another key under that id.`,
      );
    }
  }
}

function encrypted(payload: Payload, { id, key }: PayloadKey): Payload {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  // The id is in clear: bound to the text, it cannot be changed for another.
  cipher.setAAD(bytesOf(id));
  const clear = temporal.api.common.v1.Payload.encode(payload).finish();
  const text = [cipher.update(clear), cipher.final()];
  return {
    metadata: { [ENCODING_KEY]: bytesOf(ENCODING), [KEY_ID_KEY]: bytesOf(id) },
    data: Buffer.concat([nonce, ...text, cipher.getAuthTag()]),
  };
}

/** @throws where it was not encrypted with this key, under this id, just so */
function opened(data: Uint8Array, { id, key }: PayloadKey): Buffer {
  const all = Buffer.from(data);
  if (all.length < NONCE + TAG) throw new Error('too short');
  const opener = createDecipheriv(CIPHER, key, all.subarray(0, NONCE), { authTagLength: TAG });
  opener.setAAD(bytesOf(id));
  opener.setAuthTag(all.subarray(-TAG));
  return Buffer.concat([opener.update(all.subarray(NONCE, -TAG)), opener.final()]);
}

/** Ids come from outside, and go into logs and on screens. */
const shown = (id: string): string => JSON.stringify(id.slice(0, 64));

function noKey(id: string, known: readonly string[]): string {
  const name = shown(id);
  if (known.length === 0)
    return `A payload is encrypted with the key ${name}, and OFFBOARDING_PAYLOAD_KEYS is not set here: set it, and OFFBOARDING_ID_SECRET with it, to what the workers have.`;
  return `A payload is encrypted with the key ${name}, which is not among OFFBOARDING_PAYLOAD_KEYS (${known.join(', ')}): put it back, after the newest one.`;
}
