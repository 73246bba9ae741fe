import { defaultPayloadConverter } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { EncryptionCodec, isEncrypted, keyIdOf } from './codec';
import { UndecryptablePayload } from './errors';
import { namesFor } from './names';
import type { Encryption } from './payload-key';

const { Payload } = temporal.api.common.v1;

/** Nobody's e-mail: what it becomes in ids tells one id secret from another. */
const NOBODY = 'canary@offboarding.invalid';
const nobodyIn = (encryption: Encryption): string => namesFor(encryption)(NOBODY);

const payloadIn = (canary: string) => Payload.decode(Buffer.from(canary, 'base64'));

/** A text that only these keys open, and that tells the id secret to whom it opens. @returns base64 */
export async function newCanary(encryption: Encryption): Promise<string> {
  const clear = defaultPayloadConverter.toPayload(nobodyIn(encryption));
  const payloads = await new EncryptionCodec(encryption.keys).encode([clear]);
  return Buffer.from(Payload.encode(payloads[0] ?? {}).finish()).toString('base64');
}

/** Whether it was made with the key that writes now. It must have opened before. */
export const isOfNewestKey = (canary: string, { keys: [newest] }: Encryption): boolean =>
  keyIdOf(payloadIn(canary)) === newest?.id;

/**
 * Whether who left the canary has the same keys and the same id secret.
 * @param encryption absent: no keys are here
 * @returns what is to be set otherwise; undefined where all is well
 */
export async function faultByCanary(
  canary: string,
  encryption: Encryption | undefined,
): Promise<string | undefined> {
  try {
    const payload = payloadIn(canary);
    // What is in clear anybody may have put there.
    if (!isEncrypted(payload)) return DAMAGED;
    const [clear = {}] = await new EncryptionCodec(encryption?.keys ?? []).decode([payload]);
    const nobody = encryption && nobodyIn(encryption);
    return defaultPayloadConverter.fromPayload(clear) === nobody ? undefined : OTHER_SECRET;
  } catch (error) {
    return error instanceof UndecryptablePayload ? error.message : DAMAGED;
  }
}

const DAMAGED = 'It was changed or cut short, and proves nothing.';
const OTHER_SECRET =
  'It was left with another OFFBOARDING_ID_SECRET: workflow ids would differ, and a second trigger for a leaver would start a second run. Set it to what the workers had.';
