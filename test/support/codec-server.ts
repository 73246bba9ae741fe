import { pino } from 'pino';
import { createCodecServer } from '../../src/codec/server';
import type { Encryption } from '../../src/encryption/payload-key';

export const CODEC_TOKEN = 'codec-token-of-16-and-more';

/** The codec server on a free port of 127.0.0.1, for pages of this Web UI. */
export async function startCodecServer({ keys }: Encryption, webUiOrigin: string) {
  const logger = pino({ level: 'silent' });
  const app = createCodecServer({ keys, tokens: [CODEC_TOKEN], webUiOrigin, logger });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close() };
}
