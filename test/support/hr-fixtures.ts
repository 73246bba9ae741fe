import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HrEvent } from '../../src/domain/hr/event';
import { UnprocessableWebhook } from '../../src/intake/errors';
import type { HrSource, IncomingWebhook } from '../../src/intake/source';
import { HR_SOURCES } from '../../src/intake/sources';
import { EXAMPLE_SECRETS, signAs, type WebhookSource } from './webhooks';

const FOLDER = join(__dirname, '../intake/fixtures');

/** A moment just after those in the fixtures. */
export const RECEIVED_AT = new Date('2026-11-20T23:00:00.000Z');

export const fixtureNames = (source: WebhookSource): string[] =>
  readdirSync(join(FOLDER, source)).map((file) => file.replace(/\.json$/, ''));

/** A body in the form that the sender documents, `test/intake/fixtures/<source>/<name>.json`, as the file has it. */
export const fixtureText = (source: WebhookSource, name: string): string =>
  readFileSync(join(FOLDER, source, `${name}.json`), 'utf8');

/** The same, parsed: for a test to change. */
export const fixture = (source: WebhookSource, name: string): unknown =>
  JSON.parse(fixtureText(source, name));

export function sourceNamed(name: WebhookSource): HrSource {
  const found = HR_SOURCES.find((source) => source.name === name);
  if (!found) throw new Error(`No source is named ${name}.`);
  return found;
}

/** The body as the sender would send it, signed, received at `RECEIVED_AT`. */
export function webhookOf(
  source: WebhookSource,
  body: string | Buffer,
  id?: string,
): IncomingWebhook {
  const options = { at: RECEIVED_AT, ...(id === undefined ? {} : { id }) };
  return {
    headers: signAs(source, body, EXAMPLE_SECRETS[source], options),
    rawBody: Buffer.from(body),
    receivedAt: RECEIVED_AT,
  };
}

export function eventsIn(source: WebhookSource, body: unknown, id?: string): HrEvent[] {
  return sourceNamed(source).events(webhookOf(source, JSON.stringify(body), id), body);
}

export const eventsOf = (source: WebhookSource, name: string): HrEvent[] =>
  eventsIn(source, fixture(source, name));

/** How the body is refused. */
export function refusalOf(source: WebhookSource, body: unknown): UnprocessableWebhook {
  try {
    eventsIn(source, body);
  } catch (error) {
    if (error instanceof UnprocessableWebhook) return error;
    throw error;
  }
  throw new Error('The body was not refused.');
}

/** The fields that the refusal names. */
export const faultyFields = (source: WebhookSource, body: unknown): string[] =>
  refusalOf(source, body).faults.map(({ field }) => field);

/** A copy of the fixture with one field set, by its path; `undefined` takes it out. */
export function changed(
  source: WebhookSource,
  name: string,
  path: string,
  value: unknown,
): unknown {
  const body = fixture(source, name) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Record<string, unknown>>(
    (part, key) => part[key] as Record<string, unknown>,
    body,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return body;
}
