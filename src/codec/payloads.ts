import type { Payload } from '@temporalio/common';
import { z } from 'zod';

/** As protocol buffers write bytes in JSON; some leave the padding out. */
const base64 = z.string().regex(/^[\w+/-]*={0,2}$/, 'must be base64');

/** What Temporal's tools send and take: protocol buffers as JSON. */
const bodySchema = z.object({
  payloads: z.array(
    z.object({
      metadata: z.record(z.string(), base64).nullish(),
      data: base64.nullish(),
    }),
  ),
});

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64');

/** The payloads of a request's body; undefined where it is not one. */
export function payloadsIn(body: unknown): Payload[] | undefined {
  const parsed = bodySchema.safeParse(body);
  return parsed.data?.payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, bytesOf(value)]),
    ),
    data: bytesOf(data ?? ''),
  }));
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The body that answers with them. */
export const bodyOf = (payloads: readonly Payload[]) => ({
  payloads: payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, textOf(value)]),
    ),
    data: textOf(data ?? new Uint8Array()),
  })),
});
