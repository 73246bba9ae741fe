import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { connectOffboarding } from '../../src/client';
import type { TemporalSettings } from '../../src/client/connection';
import type { HrEvent } from '../../src/domain/hr/event';
import { StaleWebhook, UnprocessableWebhook } from '../../src/intake/errors';
import type { ErrorAnswer } from '../../src/intake/schemas';
import { createIntake, type IntakeOptions } from '../../src/intake/server';
import type { HrSource } from '../../src/intake/source';
import { hrEvent } from './hr-event';

export const SECRET = 'test-secret-of-16-and-more';
export const PREVIOUS = 'test-secret-from-before';
export const API_TOKEN = 'api-token-of-16-and-more';

/** As small as a source can be: signs with an HMAC, and its body is a list of events. */
export const testSource: HrSource = {
  name: 'test',
  title: 'The test',
  secretVariable: 'TEST_SECRET',
  isSigned({ headers, rawBody }, secret) {
    const given = Buffer.from(String(headers['x-signature'] ?? ''), 'hex');
    const wanted = createHmac('sha256', secret).update(rawBody).digest();
    const fits = given.length === wanted.length && timingSafeEqual(given, wanted);
    if (fits && headers['x-stale']) throw new StaleWebhook(300);
    return fits;
  },
  events({ headers }, body) {
    if (headers['x-broken']) throw new TypeError('jane.doe@example.com is not a function');
    if (!Array.isArray(body))
      throw new UnprocessableWebhook([{ field: 'body', problem: 'must be a list' }]);
    const wrong = body.flatMap((event, index) =>
      event === 'wrong' ? [{ field: `[${index}]`, problem: 'must not be wrong' }] : [],
    );
    const events = body.filter((event) => event !== 'wrong') as HrEvent[];
    if (wrong.length > 0) throw new UnprocessableWebhook(wrong, events);
    return events;
  },
};

/** Answers a challenge, and takes a first trial that brings the secret along. */
export const challengingSource: HrSource = {
  ...testSource,
  name: 'challenging',
  title: 'The challenger',
  secretVariable: 'CHALLENGING_SECRET',
  challenge: ({ 'x-challenge': asked }) =>
    typeof asked === 'string' ? { verification: asked } : undefined,
  handshake(body) {
    const { token } = Object(body) as { token?: unknown };
    return typeof token === 'string' ? { secret: token } : undefined;
  },
};

const unused: HrSource = {
  ...testSource,
  name: 'unused',
  title: 'The unused one',
  secretVariable: 'UNUSED_SECRET',
};

export const sign = (body: string | Buffer, secret = SECRET): string =>
  createHmac('sha256', secret).update(body).digest('hex');

let count = 0;
/** A termination of somebody that no other test knows, unless told otherwise. */
export function leaving(changes: Partial<HrEvent> = {}): HrEvent {
  count += 1;
  const employee = { id: `e-${process.pid}-${count}`, email: `leaver-${count}@example.com` };
  return hrEvent({ source: 'test', kind: 'terminate', employee, ...changes });
}

export interface RunningIntake {
  app: FastifyInstance;
  url: string;
  port: number;
  /** Every line of the log so far, parsed. */
  log: () => Record<string, unknown>[];
  /** What it was told of secrets. */
  secrets: [source: string, secret: string][];
  post: (body: unknown, options?: PostOptions) => Promise<Answer>;
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  close: () => Promise<void>;
}

interface PostOptions {
  source?: string;
  secret?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; empty where it is not JSON. */
  json: ErrorAnswer & Record<string, unknown>;
}

interface Changes extends Partial<IntakeOptions> {
  /** Milliseconds that a call to Temporal may take; absent: as few as senders allow for. */
  callTimeoutMs?: number;
}

/** For a test in which Temporal is never away, and only ever as slow as the machine. */
export const PATIENT = { callTimeoutMs: 60_000 };

/** The intake on a free port, with a real client for this Temporal. */
export async function startIntake(
  settings: TemporalSettings,
  { callTimeoutMs = 2_500, ...changes }: Changes = {},
  host = '127.0.0.1',
): Promise<RunningIntake> {
  const client = await connectOffboarding(settings, { lazy: true, callTimeoutMs });
  const lines: string[] = [];
  const secrets: RunningIntake['secrets'] = [];
  const app = createIntake({
    client,
    sources: [
      { source: testSource, secrets: [SECRET, PREVIOUS] },
      { source: challengingSource, secrets: [SECRET] },
      { source: unused, secrets: [] },
    ],
    scimSecrets: [],
    apiTokens: [API_TOKEN],
    logger: pino(
      { level: 'trace', serializers: { error: pino.stdSerializers.err } },
      { write: (line: string) => void lines.push(line) },
    ),
    registry: new Registry(),
    onSecret: (source, secret) => void secrets.push([source, secret]),
    ...changes,
  });
  const url = await app.listen({ host, port: 0 });
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  return {
    app,
    url,
    port: Number(new URL(url).port),
    log: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    secrets,
    post(body, { source = 'test', secret = SECRET, headers = {} } = {}) {
      const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const signed = { 'x-signature': sign(raw, secret), ...headers };
      return ask(`/webhooks/${source}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed },
        body: raw as string,
      });
    },
    get: (path, headers = {}) => ask(path, { headers }),
    async close() {
      await app.close();
      await client.close();
    },
  };
}

function parsed(text: string): Answer['json'] {
  try {
    return JSON.parse(text) as Answer['json'];
  } catch {
    return {} as Answer['json'];
  }
}

/** Where nothing listens: discard's port, which no test opens. */
export function nowhere(): TemporalSettings {
  const address = '127.0.0.1:9';
  return { address, namespace: 'nowhere', connectionOptions: { address } };
}
