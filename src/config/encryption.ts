import type { Encryption, PayloadKey } from '../encryption/payload-key';
import { faultsIn, type Checked, type Fault } from './faults';

const KEYS = 'OFFBOARDING_PAYLOAD_KEYS';
const SECRET = 'OFFBOARDING_ID_SECRET';
/** Bytes of a key of AES-256, and of the secret at the least. */
const SIZE = 32;
const KEY_FORM = `must be <id>:<${SIZE} bytes in base64>, the newest first, with commas between them (openssl rand -base64 ${SIZE})`;
const SECRET_FORM = `must be ${SIZE} random bytes or more in base64 (openssl rand -base64 ${SIZE})`;
const ID = /^[\w.-]{1,64}$/;

/** Buffer.from passes over what is no base64: what it made of the text must be the text again. */
function bytesOf(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const isWhole = bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  return isWhole ? bytes : undefined;
}

function keyOf(text: string): PayloadKey | undefined {
  const [id = '', encoded = '', ...rest] = text.trim().split(':');
  const key = bytesOf(encoded);
  return ID.test(id) && rest.length === 0 && key?.length === SIZE ? { id, key } : undefined;
}

/** Faults name the place in the list, for no message quotes a key. */
function checkKeys(text: string): { keys: PayloadKey[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const keys = text.split(',').flatMap((part, index) => {
    const key = keyOf(part);
    if (!key) faults.push({ name: `${KEYS} ${index + 1}`, problem: KEY_FORM });
    return key ? [key] : [];
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    faults.push({ name: KEYS, problem: 'must not have two keys under one id' });
  return { keys, faults };
}

function secretFault(text: string | undefined): Fault[] {
  if (text === undefined)
    return [
      {
        name: SECRET,
        problem: `must be set beside ${KEYS}: workflow ids are never encrypted, and it makes the e-mails in them unreadable. Once and for good: openssl rand -base64 ${SIZE}`,
      },
    ];
  const bytes = bytesOf(text);
  return bytes && bytes.length >= SIZE ? [] : [{ name: SECRET, problem: SECRET_FORM }];
}

/** The keys alone, for who decrypts and does nothing else; absent: nothing is encrypted. */
export function checkPayloadKeys(env: Record<string, string>): Checked<PayloadKey[] | undefined> {
  const { [KEYS]: text } = env;
  if (text === undefined) return { value: undefined };
  const { keys, faults } = checkKeys(text);
  return faults.length > 0 ? { faults } : { value: keys };
}

/** What payloads and names in ids are encrypted with; absent: they are not. No message quotes a key or the secret. */
export function checkEncryption(env: Record<string, string>): Checked<Encryption | undefined> {
  const { [SECRET]: secret } = env;
  const keys = checkPayloadKeys(env);
  if ('value' in keys && keys.value === undefined) {
    if (secret === undefined) return { value: undefined };
    const problem = `must be set: ${SECRET} alone encrypts nothing`;
    return { faults: [{ name: KEYS, problem }] };
  }
  const faults = [...faultsIn(keys), ...secretFault(secret)];
  if ('faults' in keys || !keys.value || faults.length > 0) return { faults };
  return { value: { keys: keys.value, idSecret: Buffer.from(secret ?? '', 'base64') } };
}
