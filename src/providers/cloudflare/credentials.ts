import type { CallContext } from '../http';
import { path } from '../path';
import { ProviderError } from '../provider-error';
import { readEnvelope } from './answers';
import type { Send } from './client';
import { anythingSchema, tokenStatusSchema } from './schemas';

/** Refused is no, and so is an empty list: Cloudflare filters some by what the credentials may see. */
export async function mayRead(send: Send, target: string, context: CallContext): Promise<boolean> {
  try {
    const read = readEnvelope(anythingSchema);
    return await send({ call: 'readOther', method: 'GET', path: target, read }, context);
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ProviderError &&
  error.failure.kind === 'refused' &&
  [400, 401, 403, 404].includes(error.failure.status ?? 0);

/** An account may be worked with by a token of its own or by a user's; each is known on its own route only. */
export async function verifyToken(send: Send, accountId: string | undefined, context: CallContext) {
  const ask = (target: string) =>
    send(
      {
        call: 'verifyToken',
        method: 'GET',
        path: `${target}/tokens/verify`,
        read: readEnvelope(tokenStatusSchema),
      },
      context,
    );
  if (accountId === undefined) return ask('/user');
  try {
    return await ask(path`/accounts/${accountId}`);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return ask('/user');
  }
}
