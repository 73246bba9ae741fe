import axios, { type AxiosInstance } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';

/** Node closes an idle socket a second before a server's `Keep-Alive` hint, but only below a limit of the agent's own. */
const IDLE_SOCKET_MS = 30_000;
const MAXIMUM_ANSWER_BYTES = 1024 * 1024;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1])$/;

/**
 * Axios with everything off that decides for itself: redirects, status checks, JSON. Answers come as streams, so that
 * the status is known whatever becomes of the body. A proxy named by the environment is used, save for loopback.
 */
export function createTransport(baseUrl: string): AxiosInstance {
  return axios.create({
    adapter: 'http',
    httpAgent: new HttpAgent({ keepAlive: true, timeout: IDLE_SOCKET_MS }),
    httpsAgent: new HttpsAgent({ keepAlive: true, timeout: IDLE_SOCKET_MS }),
    maxRedirects: 0,
    responseType: 'stream',
    validateStatus: () => true,
    transformRequest: [],
    transformResponse: [],
    headers: { 'User-Agent': 'offboarding-engine', Accept: 'application/json' },
    ...(LOOPBACK.test(new URL(baseUrl).hostname) && { proxy: false as const }),
  });
}

/** More than a megabyte, unpacked: no answer of ours is. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** Reads a body to its end, which also gives the socket back; leaving the loop early closes it. */
export async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_ANSWER_BYTES) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
}
