import { request as send } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { create, startScim, TOKEN, type Scim } from './support';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const any = fc.jsonValue({ maxDepth: 4 });
const value = fc.oneof(
  any,
  fc.constantFrom<unknown>(true, false, 'True', 'False', null, 'a@x.example', '\ud800', '\u0000'),
);
const name = fc.constantFrom(
  'active',
  'Active',
  'userName',
  'externalId',
  'emails',
  'emails[type eq "work"].value',
  'schemas',
  'id',
  'meta',
  'password',
  CORE,
  `${CORE}:active`,
  '__proto__',
  'constructor',
  'toString',
);
const attributes = fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value)));
const operation = fc.record(
  {
    op: fc.oneof(fc.constantFrom('Add', 'replace', 'REMOVE'), value),
    path: fc.oneof(name, value),
    value: fc.oneof(value, attributes),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  any,
  attributes,
  attributes.map((some) => ({ userName: 'a@x.example', ...some })),
  fc.record({ Operations: fc.oneof(any, fc.array(fc.oneof(operation, any), { maxLength: 3 })) }),
);

async function expectAnswered(
  scim: Scim,
  method: string,
  path: string,
  sent?: string,
): Promise<void> {
  const answer = await scim.send(method, path, sent);
  if (answer.status >= 500 && answer.status !== 501)
    throw new Error(`${answer.status} ${answer.text}`);
  if (answer.status === 204) return;
  expect(answer.type).toBe('application/scim+json; charset=utf-8');
  if (answer.status >= 400) expect(answer.json?.['status']).toBe(String(answer.status));
}

/** As it is, without what a URL class would mend. */
const statusOfRaw = (url: string, method: string, path: string) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const headers = { Authorization: `Bearer ${TOKEN}` };
    send({ hostname, port, method, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });

describe('whatever comes', () => {
  it('no body is a fault of ours', async () => {
    const scim = await startScim();
    const user = await create(scim);
    const targets = fc.constantFrom(
      ['POST', '/Users'],
      ['PUT', user],
      ['PATCH', user],
      ['DELETE', user],
    );
    await fc.assert(
      fc.asyncProperty(
        targets,
        fc.oneof(
          body.map((one) => JSON.stringify(one)),
          fc.string(),
        ),
        ([method, path], sent) => expectAnswered(scim, method, path, sent),
      ),
      { numRuns: 500 },
    );
    expect(scim.faults).toEqual([]);
  });

  it('no id, filter or page is a fault of ours', async () => {
    const scim = await startScim();
    const content = fc.dictionary(fc.constantFrom('userName', 'externalId', 'email', 'x'), value);
    const id = fc.oneof(
      fc.string().map(encodeURIComponent.bind(undefined)),
      content.map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')),
    );
    const query = fc
      .dictionary(fc.constantFrom('filter', 'startIndex', 'count', '__proto__'), fc.string())
      .map((some) => new URLSearchParams(some).toString());
    const path = fc.oneof(
      id.map((one) => `/Users/${one}`),
      query.map((one) => `/Users?${one}`),
      query.map((one) => `/Groups?${one}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'DELETE'), path, (method, one) =>
        expectAnswered(scim, method, one),
      ),
      { numRuns: 300 },
    );
    expect(scim.faults).toEqual([]);
  });

  it('no path is a fault of ours', async () => {
    const scim = await startScim();
    const sign = fc.constantFrom(...'aZ%20%/?&=.:;[]"\'{}|\\~^`$+*!@,<>-_');
    const path = fc.array(sign, { maxLength: 20 }).map((signs) => `/scim/v2/${signs.join('')}`);
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE');
    await fc.assert(
      fc.asyncProperty(method, path, async (how, where) => {
        const status = await statusOfRaw(scim.url, how, where);
        expect([where, status < 500 || status === 501]).toEqual([where, true]);
      }),
      { numRuns: 300 },
    );
    expect(scim.faults).toEqual([]);
  });
});
