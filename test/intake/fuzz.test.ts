import { METHODS, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Engine, testAddress } from '../support/engine';
import { fixture, fixtureNames } from '../support/hr-fixtures';
import { IntakeProcess } from '../support/intake-process';
import { EXAMPLE_SECRETS, signAs, type WebhookSource } from '../support/webhooks';

/** More by hand: FUZZ_RUNS=20000 npx jest test/intake/fuzz */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300);
const TOKEN = 'api-token-of-16-and-more';
const SOURCES = Object.keys(EXAMPLE_SECRETS) as WebhookSource[];
/** In every text that is sent: no answer that refuses it may quote it. */
const MARK = 'zqxzqx';

let engine: Engine;
let intake: IntakeProcess;
let url: URL;
let paths: string[];
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  intake = new IntakeProcess({
    TEMPORAL_ADDRESS: testAddress(),
    TEMPORAL_NAMESPACE: engine.namespace,
    INTAKE_PORT: '0',
    SCIM_BEARER_TOKEN: TOKEN,
    OFFBOARDING_API_TOKEN: TOKEN,
    ...Object.fromEntries(
      SOURCES.map((source) => [`${source.toUpperCase()}_WEBHOOK_SECRET`, EXAMPLE_SECRETS[source]]),
    ),
  });
  url = new URL(await intake.ready());
  const document = (await (await fetch(new URL('/openapi.json', url))).json()) as {
    paths: Record<string, unknown>;
  };
  paths = [...Object.keys(document.paths), '/scim/v2/Users', '/scim/v2/Users/{id}', '/{any}'];
});
afterAll(async () => {
  const exit = await intake?.stop();
  await engine?.stop();
  // It lived to the end, and nothing happened that nobody foresaw.
  expect(exit).toEqual({ code: 0, signal: null });
  expect(intake.output).not.toMatch(/unexpected failure|Error|at .*\.ts:\d+/);
});

interface Ask {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}
interface Answer {
  status: number;
  text: string;
}

/** Milliseconds: an intake that hangs is a failure too. */
const PATIENCE_MS = 120_000;

/** Over HTTP as it is spoken. */
function ask({ method, path, headers, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname: host, port } = url;
    // By itself Node sends a body that is no part of the request with some methods.
    const whole = { ...headers, 'content-length': String(body.length) };
    const options = { method, path, headers: whole, host, port, timeout: PATIENCE_MS };
    const sent = request(options, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
    sent.end(body);
  });
}

/** As senders do: what a busy Temporal did not take in time is sent again. */
async function untilTemporalHasIt(sent: Ask): Promise<Answer> {
  for (;;) {
    const answer = await ask(sent);
    if (answer.status !== 503 || !/"code":"(too_slow|not_connected)"/.test(answer.text))
      return answer;
  }
}

/** Of an error: the form that is promised, ours or SCIM's. */
function expectForm({ method, path }: Ask, { status, text }: Answer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).not.toBe(500);
  if (status < 400 || method === 'HEAD') return;
  // The page for people refuses in their form.
  if (method === 'GET' && /^\/(\?|$)/.test(path)) return expect(text).toMatch(/^<!doctype html>/);
  const answer = JSON.parse(text) as { error?: object; detail?: string };
  if (path.startsWith('/scim/v2/')) expect(answer.detail ?? answer.error).toBeDefined();
  else
    expect(answer.error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
}

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string());
const segment = fc.oneof(
  fc.constantFrom(...SOURCES, 'Users', '..', '%00', '%zz', '%2f', '__proto__', '*', ''),
  anyText.map((text) => encodeURIComponent(Buffer.from(text).toString())),
  fc.string({ maxLength: 300 }).map((text) => text.replace(/[^\x21-\x7e]/g, '~')),
);
const headerValue = fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, '~'));
const headers = fc.record(
  {
    authorization: fc.oneof(fc.constant(`Bearer ${TOKEN}`), headerValue),
    'content-type': fc.oneof(fc.constantFrom('application/json', ';', '*/*', 'a/b;c'), headerValue),
    'accept-version': headerValue,
    'x-http-method-override': fc.constant('DELETE'),
    'webhook-id': headerValue,
    'webhook-timestamp': fc.oneof(fc.nat().map(String), headerValue),
    'webhook-signature': fc.oneof(
      fc.base64String().map((text) => `v1,${text}`),
      headerValue,
    ),
    'x-bamboohr-signature': headerValue,
    'x-okta-verification-challenge': headerValue,
    'bob-signature': headerValue,
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(0)),
);

/** Any JSON, its texts with the mark. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  anyText.map((text) => MARK + text),
  fc.constantFrom('', null, {}, [], 0, -1, 1e300, '2026-13-40', `${MARK}@example.com`),
);

/** The places in a document: `['data', 'employeeId']`. */
function placesIn(part: unknown): string[][] {
  if (typeof part !== 'object' || part === null) return [[]];
  const inner = Object.entries(part).flatMap(([key, child]) =>
    placesIn(child).map((place) => [key, ...place]),
  );
  return [[], ...inner];
}

function put(part: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(part) ? [...(part as unknown[])] : { ...(part as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = put(copy[key], rest, replacement);
  return copy;
}

/** A body as a sender documents it, changed in a place or two; undefined takes the place away. */
const changedFixture = fc
  .constantFrom(...SOURCES)
  .chain((source) => fc.tuple(fc.constant(source), fc.constantFrom(...fixtureNames(source))))
  .chain(([source, name]) => {
    const original = fixture(source, name);
    const change = fc.tuple(
      fc.constantFrom(...placesIn(original)),
      fc.oneof(fc.constant(undefined), value),
    );
    return fc.array(change, { minLength: 1, maxLength: 2 }).map((changes) => ({
      source,
      document: changes.reduce((so, [place, what]) => apply(so, place, what), original),
    }));
  });

/** A change may have taken the place away that another one is about. */
function apply(document: unknown, place: readonly string[], what: unknown): unknown {
  let part = document;
  for (const key of place.slice(0, -1)) part = (Object(part) as Record<string, unknown>)[key];
  return place.length === 0 || (typeof part === 'object' && part !== null)
    ? put(document, place, what)
    : document;
}

describe('whatever is sent', () => {
  it('is answered, in the form that is promised, and never with a 500', async () => {
    const any = fc
      .record({
        method: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE') },
          { weight: 1, arbitrary: fc.constantFrom(...METHODS.filter((m) => m !== 'CONNECT')) },
        ),
        path: fc
          .tuple(fc.nat(), segment, fc.option(segment, { nil: undefined }))
          .map(([index, part, query]) => {
            const path = paths[index % paths.length] ?? '/';
            return path.replace(/\{\w+\}/, () => part) + (query === undefined ? '' : `?${query}`);
          }),
        headers,
        body,
      })
      .filter(({ path }) => /^\/[\x21-\x7e]*$/.test(path));
    await fc.assert(
      fc.asyncProperty(any, async (sent) => expectForm(sent, await ask(sent))),
      { numRuns },
    );
  });

  it('is answered or hung up on where it is no HTTP', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 200 }).map((array) => Buffer.from(array)),
      fc
        .array(
          fc.oneof(
            fc.constantFrom('POST /webhooks/okta HTTP/1.1', '\r\n', 'Host: a', 'Content-Length: 3'),
            fc.constantFrom('Transfer-Encoding: chunked', 'Connection: close', '0\r\n\r\n', '[]'),
            fc.string(),
          ),
          { minLength: 1, maxLength: 8 },
        )
        .map((parts) => Buffer.from(parts.join('\r\n'))),
    );
    const talk = (sent: Buffer) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(url.port), url.hostname, () => socket.end(sent));
        let text = '';
        socket.setTimeout(PATIENCE_MS, () =>
          socket.destroy(new Error('neither answered nor hung up')),
        );
        socket.on('data', (chunk) => (text += String(chunk)));
        socket.on('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(text) : reject(error),
        );
        socket.on('close', () => resolve(text));
      });
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        expect(await talk(sent)).toMatch(/^(HTTP\/1\.1 [2-4]\d\d |$)/);
      }),
      { numRuns },
    );
  });
});

describe('whatever a sender signs', () => {
  it('is taken or refused for good, and what is refused is not quoted', async () => {
    await fc.assert(
      fc.asyncProperty(changedFixture, async ({ source, document }) => {
        const text = JSON.stringify(document) ?? '';
        const sent = {
          method: 'POST',
          path: `/webhooks/${source}`,
          headers: signAs(source, text, EXAMPLE_SECRETS[source]),
          body: Buffer.from(text),
        };
        const answer = await untilTemporalHasIt(sent);
        expectForm(sent, answer);
        expect([200, 202, 204, 400, 401, 422]).toContain(answer.status);
        if (answer.status >= 400) expect(answer.text).not.toContain(MARK);
      }),
      { numRuns },
    );
  });
});
