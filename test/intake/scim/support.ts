import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect } from '@jest/globals';
import { fastify } from 'fastify';
import type { HrEvent } from '../../../src/domain/hr/event';
import { parseHrEvent } from '../../../src/domain/parsing';
import { addScimRoutes, type ScimOptions } from '../../../src/intake/scim/routes';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const TOKEN = 'a-token-of-some-length';

export type Json = Record<string, unknown>;

export interface Answer {
  status: number;
  type: string | null;
  headers: Headers;
  text: string;
  /** Undefined where there is no body. */
  json: Json | undefined;
}

export interface Scim {
  url: string;
  /** What Temporal would have, in the order of arrival. */
  events: HrEvent[];
  /** How many requests told of nothing that matters. */
  ignored: () => number;
  faults: unknown[];
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** A SCIM server on a free loopback port, closed after the test. Every event must be one that the workflow takes. */
export async function startScim(options: Partial<ScimOptions> = {}): Promise<Scim> {
  const events: HrEvent[] = [];
  const faults: unknown[] = [];
  let ignored = 0;
  const app = fastify();
  addScimRoutes(app, {
    secrets: [TOKEN],
    handOver: async (event) => {
      const parsed = parseHrEvent(event);
      if ('problem' in parsed) throw new Error(`The workflow would refuse it: ${parsed.problem}`);
      events.push(event);
    },
    onIgnored: () => (ignored += 1),
    onFault: (error) => faults.push(error),
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  open.push(() => app.close());
  return {
    url,
    events,
    ignored: () => ignored,
    faults,
    send: async (method, path, body, headers = {}) => {
      const response = await fetch(`${url}/scim/v2${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${TOKEN}`,
          ...(body !== undefined && { 'Content-Type': 'application/scim+json; charset=utf-8' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        headers: response.headers,
        text,
        json: text === '' ? undefined : (JSON.parse(text) as Json),
      };
    },
  };
}

export const fixture = (name: string): Json =>
  JSON.parse(readFileSync(join(__dirname, '../fixtures/scim', `${name}.json`), 'utf8')) as Json;

/** Creates the user, as a client would, and answers the path of the user from then on. */
export async function create(scim: Scim, body: unknown = fixture('okta-create')): Promise<string> {
  const { status, json, text } = await scim.send('POST', '/Users', body);
  if (status !== 201) throw new Error(`Not created: ${status} ${text}`);
  return `/Users/${String(json?.['id'])}`;
}

export const search = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;

/** The kinds of the events so far, oldest first. */
export const kindsOf = ({ events }: Scim) => events.map(({ kind }) => kind);

/** An error in SCIM's form; answers its detail. */
export function expectRefused(answer: Answer, status: number, scimType?: string): string {
  expect(answer.type).toBe('application/scim+json; charset=utf-8');
  expect(answer.json).toEqual({
    schemas: [ERROR],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail: expect.stringMatching(/\S/),
  });
  expect(answer.status).toBe(status);
  return String(answer.json?.['detail']);
}
