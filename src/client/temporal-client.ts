import { Client, type ConnectionLike } from '@temporalio/client';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { dataConverterFor } from '../encryption/data-converter';
import { UndecryptablePayload } from '../encryption/errors';
import type { TemporalSettings } from './connection';

/**
 * Temporal's client, with the payload codec. What a run says must be readable, or its reading fails; but one memo with a
 * key that was lost must not keep a whole list from people: there it is absent.
 */
export function createTemporalClient(
  connection: ConnectionLike,
  { namespace, encryption, interceptors: workflow = [] }: TemporalSettings,
): Client {
  const dataConverter = dataConverterFor(encryption);
  const interceptors = { workflow };
  const client = new Client({ connection, namespace, dataConverter, interceptors });
  const lenient = new Client({ connection, namespace, dataConverter: passingOver(dataConverter) });
  client.workflow.list = (options) => lenient.workflow.list(options);
  return client;
}

const passingOver = ({ payloadCodecs = [], ...others }: DataConverter): DataConverter => ({
  ...others,
  payloadCodecs: payloadCodecs.map((codec) => ({
    encode: (payloads) => codec.encode(payloads),
    decode: (payloads) => Promise.all(payloads.map((payload) => decodedOrNothing(codec, payload))),
  })),
});

const NOTHING: Payload = { metadata: { encoding: Buffer.from('binary/null') } };

async function decodedOrNothing(codec: PayloadCodec, payload: Payload): Promise<Payload> {
  try {
    const [decoded = NOTHING] = await codec.decode([payload]);
    return decoded;
  } catch (error) {
    if (error instanceof UndecryptablePayload) return NOTHING;
    throw error;
  }
}
