import type { HrEvent } from '../domain/hr/event';
import { IntakeError, UnprocessableWebhook } from './errors';
import { readJson } from './read-json';
import type { Handshake, HrSource, IncomingWebhook } from './source';
import type { GuardedSource } from './switch-board';

/** What a request tells us. */
interface Received {
  /** The sender tries the address; there are no events then. */
  handshake?: Handshake;
  events: HrEvent[];
  /** What could not be used of it, to be answered once the rest is kept. */
  refusal?: UnprocessableWebhook;
}

/**
 * Believes, then reads: of a body without a signature only a sender's first trial is taken.
 * @param requireOn throws where the source has no secret to believe by
 * @throws IntakeError 400, 401, 422
 */
export function receive(
  { source, secrets }: GuardedSource,
  webhook: IncomingWebhook,
  requireOn: () => void,
): Received {
  if (!secrets.some((secret) => source.isSigned(webhook, secret))) {
    const handshake = unsignedHandshake(source, webhook.rawBody);
    if (handshake) return { handshake, events: [] };
    requireOn();
    throw badSignature(source);
  }
  const body = readJson(webhook.rawBody);
  const handshake = source.handshake?.(body);
  if (handshake) return { handshake, events: [] };
  try {
    return { events: source.events(webhook, body) };
  } catch (error) {
    if (!(error instanceof UnprocessableWebhook)) throw error;
    return { events: [...error.usable], refusal: error };
  }
}

function unsignedHandshake(source: HrSource, rawBody: Buffer): Handshake | undefined {
  if (!source.handshake) return undefined;
  try {
    return source.handshake(readJson(rawBody));
  } catch (error) {
    // Not JSON, and not signed either: the second counts.
    if (error instanceof IntakeError) return undefined;
    throw error;
  }
}

const badSignature = ({ title, secretVariable }: HrSource) =>
  new IntakeError(
    401,
    'bad_signature',
    `The signature does not fit the body. See that ${title} signs with the secret in ${secretVariable}, ` +
      'and that nothing on the way changes the body.',
  );
