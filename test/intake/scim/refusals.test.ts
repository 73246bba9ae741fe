import { describe, expect, it } from '@jest/globals';
import { IntakeError, UnprocessableWebhook } from '../../../src/intake/errors';
import {
  create,
  fixture,
  search,
  startScim,
  TOKEN,
  type Answer,
  type Json,
  type Scim,
} from './support';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

function expectRefused(answer: Answer, status: number, scimType?: string): string {
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

describe('the bearer token', () => {
  const ask = (scim: Scim, Authorization: string) =>
    scim.send('GET', '/Users', undefined, { Authorization });

  it('is the one in use or the one before, its scheme in any case', async () => {
    const scim = await startScim({ secrets: [TOKEN, 'the-one-before'] });
    for (const header of [`Bearer ${TOKEN}`, 'Bearer the-one-before', `bearer  ${TOKEN} `])
      expect((await ask(scim, header)).status).toBe(200);
  });

  it.each([
    ['another', 'Bearer another-token-of-length'],
    ['the beginning of it', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than it', `Bearer ${TOKEN}x`],
    ['in another case', `Bearer ${TOKEN.toUpperCase()}`],
    ['by another scheme', `Basic ${TOKEN}`],
    ['without a scheme', TOKEN],
    ['none', ''],
    ['empty', 'Bearer '],
    ['two', `Bearer ${TOKEN} ${TOKEN}`],
  ])('is refused: %s', async (_, header) => {
    const scim = await startScim();
    const answer = await ask(scim, header);
    expect(expectRefused(answer, 401)).not.toContain(TOKEN);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="SCIM"');
  });

  it('is wanted for every path, and before the body is read', async () => {
    const scim = await startScim();
    const Authorization = 'Bearer wrong';
    const tries: [string, string, string?][] = [
      ['GET', '/ServiceProviderConfig'],
      ['GET', '/nowhere'],
      ['DELETE', '/Users/x'],
      ['POST', '/Groups', 'not JSON'],
      ['POST', '/Users', 'not JSON'],
      ['POST', '/Users', 'x'.repeat(300_000)],
    ];
    for (const [method, path, body] of tries)
      expectRefused(await scim.send(method, path, body, { Authorization }), 401);
    expect(scim.events).toEqual([]);
  });

  it('is nobody’s where there is none: SCIM is not switched on', async () => {
    const scim = await startScim({ secrets: [] });
    expect(expectRefused(await scim.send('GET', '/Users'), 404)).toContain('SCIM_BEARER_TOKEN');
    expectRefused(await ask(scim, 'Bearer '), 404);
  });
});

describe('a body', () => {
  it.each(['', ' ', 'active=false', '{"active":', '[]', '"x"', 'null', '1'])(
    'that is no JSON object is refused: %j',
    async (body) => {
      const scim = await startScim();
      const user = await create(scim);
      for (const [method, path] of [
        ['POST', '/Users'],
        ['PUT', user],
        ['PATCH', user],
      ] as const)
        expectRefused(await scim.send(method, path, body), 400, 'invalidSyntax');
      expect(scim.events).toEqual([]);
    },
  );

  it('is taken under any content type, for it is JSON that counts', async () => {
    const scim = await startScim();
    for (const type of ['application/json', 'application/scim+json', 'text/plain', 'nonsense']) {
      const answer = await scim.send('POST', '/Users', fixture('okta-create'), {
        'Content-Type': type,
      });
      expect(answer.status).toBe(201);
      expect(answer.type).toBe('application/scim+json; charset=utf-8');
    }
    const user = await create(scim);
    expect((await scim.send('DELETE', user, '', { 'Content-Type': 'text/plain' })).status).toBe(
      204,
    );
    expect((await scim.send('DELETE', user, 'whatever')).status).toBe(204);
  });

  it('over 256 kB is refused, and one of just that size is not', async () => {
    const scim = await startScim();
    const sized = (size: number) => {
      const start = JSON.stringify(fixture('okta-create'));
      return start + ' '.repeat(size - start.length);
    };
    expect((await scim.send('POST', '/Users', sized(256 * 1024))).status).toBe(201);
    expectRefused(await scim.send('POST', '/Users', sized(256 * 1024 + 1)), 413);
  });

  it('nested without end is refused', async () => {
    const scim = await startScim();
    const deep = `{"userName":"a@b.example","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expectRefused(await scim.send('POST', '/Users', deep), 400, 'invalidSyntax');
    expect(scim.faults).toEqual([]);
  });
});

describe('a field', () => {
  it.each<[string, Json]>([
    ['userName', {}],
    [
      'userName',
      { userName: 'jane', emails: [{ value: 'jane@home.example', type: 'home', primary: true }] },
    ],
    ['userName', { userName: 'jane', emails: [{ value: 'jane@x.example', type: 'other' }] }],
    ['userName', { userName: 'jane', emails: 'jane@x.example' }],
    ['userName', { userName: 'jane', emails: [{ value: 'jane', type: 'work' }, 7, null] }],
    ['userName', { emails: [{ value: 'jane@x.example', type: 'work' }] }],
    ['userName', { userName: 17 }],
    ['userName', { userName: '  ', emails: [{ value: 'jane@x.example' }] }],
    ['userName', { userName: 'jane\u0000@x.example' }],
    ['userName', { userName: '\ud800', emails: [{ value: 'jane@x.example' }] }],
    ['userName', { userName: 'x'.repeat(255), emails: [{ value: 'jane@x.example' }] }],
    ['externalId', { userName: 'jane@x.example', externalId: 17 }],
    ['externalId', { userName: 'jane@x.example', externalId: 'x'.repeat(129) }],
    ['externalId', { userName: 'jane@x.example', externalId: 'a\nb' }],
    ['active', { userName: 'jane@x.example', active: 'no' }],
    ['active', { userName: 'jane@x.example', active: 0 }],
    ['active', { userName: 'jane@x.example', active: null }],
    ['active', { userName: 'jane@x.example', active: [false] }],
  ])('that can never be right is named: %s of %j', async (field, body) => {
    const scim = await startScim();
    const detail = expectRefused(await scim.send('POST', '/Users', body), 400, 'invalidValue');
    expect(detail).toMatch(new RegExp(`^${field}: `));
    expect(scim.events).toEqual([]);
  });

  it('is named with all the others that are wrong', async () => {
    const scim = await startScim();
    const answer = await scim.send('PUT', await create(scim), { active: 'x', userName: 1 });
    expect(expectRefused(answer, 400, 'invalidValue')).toBe(
      'active: must be true or false\nuserName: must be a text',
    );
  });

  const of = (operation: unknown) => ({
    Operations: [{ op: 'add', path: 'title', value: 'x' }, operation],
  });
  it.each<[string, string, Json]>([
    ['Operations', 'invalidValue', {}],
    ['Operations', 'invalidValue', { Operations: [] }],
    ['Operations', 'invalidValue', { Operations: { op: 'replace' } }],
    ['Operations[1]', 'invalidValue', of('replace')],
    ['Operations[1].op', 'invalidValue', of({ path: 'active', value: false })],
    ['Operations[1].op', 'invalidValue', of({ op: 'delete', path: 'active', value: false })],
    ['Operations[1].op', 'invalidValue', of({ op: 7, path: 'active', value: false })],
    ['Operations[1].path', 'invalidPath', of({ op: 'replace', path: 7, value: false })],
    ['Operations[1].path', 'noTarget', of({ op: 'remove' })],
    ['Operations[1].path', 'invalidValue', of({ op: 'Remove', path: 'active' })],
    ['Operations[1].path', 'invalidValue', of({ op: 'remove', path: 'userName' })],
    ['Operations[1].value', 'invalidValue', of({ op: 'replace', path: 'active' })],
    ['Operations[1].value', 'invalidValue', of({ op: 'replace', value: false })],
    ['Operations[1].active', 'invalidValue', of({ op: 'replace', path: 'active', value: 'no' })],
    ['Operations[1].active', 'invalidValue', of({ op: 'replace', path: 'active', value: null })],
    ['Operations[1].active', 'invalidValue', of({ op: 'replace', value: { active: {} } })],
    ['Operations[1].userName', 'invalidValue', of({ op: 'replace', path: 'userName', value: 7 })],
  ])('of a PATCH that can never be right is named: %s, %s', async (field, scimType, body) => {
    const scim = await startScim();
    const answer = await scim.send('PATCH', await create(scim), body);
    expect(expectRefused(answer, 400, scimType).split(':')[0]).toBe(field);
    expect(scim.events).toEqual([]);
  });
});

describe('a search', () => {
  it.each([
    'userName eq "a@x.example"',
    'USERNAME EQ "a@x.example"',
    'externalid Eq "4711"',
    ' userName  eq  "a \\" b" ',
    'emails[type eq "work"].value eq "a@x.example"',
    'emails.value eq "a@x.example"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "a"',
    'userName eq "a" and externalId eq "b"',
  ])('by %s finds nobody', async (filter) => {
    const scim = await startScim();
    await create(scim);
    const { status, json } = await scim.send('GET', search(filter));
    expect([status, json?.['totalResults'], json?.['Resources']]).toEqual([200, 0, []]);
  });

  it.each([
    '',
    'userName',
    'userName eq a',
    'userName eq "a',
    'userName eq "a" or userName eq "b"',
    'userName eq "a" and',
    'userName eq "a" x',
    'userName sw "a"',
    'userName pr',
    'id eq "a"',
    'not (userName eq "a")',
    'x userName eq "a"',
  ])('by %j is refused', async (filter) => {
    const scim = await startScim();
    expectRefused(await scim.send('GET', search(filter)), 400, 'invalidFilter');
  });

  it('by two filters is refused', async () => {
    const scim = await startScim();
    const twice = `${search('userName eq "a"')}&filter=x`;
    expectRefused(await scim.send('GET', twice), 400, 'invalidFilter');
  });

  it.each(['startIndex=x', 'count=1.5', 'count=', 'startIndex=1&startIndex=2', 'count=1e3'])(
    'for a page that is none is refused: %s',
    async (page) => {
      const scim = await startScim();
      for (const path of ['/Users', '/Groups'])
        expectRefused(await scim.send('GET', `${path}?${page}`), 400, 'invalidValue');
    },
  );

  it.each([
    ['startIndex=3&count=10', 3],
    ['startIndex=-4&count=-1', 1],
    ['startIndex=0', 1],
  ])('for the page %s begins at %d', async (page, startIndex) => {
    const scim = await startScim();
    const { status, json } = await scim.send('GET', `/Users?${page}`);
    expect([status, json?.['startIndex'], json?.['itemsPerPage']]).toEqual([200, startIndex, 0]);
  });
});

describe('what is not there', () => {
  it('is answered in SCIM’s form', async () => {
    const scim = await startScim();
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['GET', '/Users/'],
      ['POST', '/Users/.search'],
      ['DELETE', '/Users'],
      ['POST', '/Bulk'],
      ['GET', '/Me'],
      ['GET', '/Groups/x'],
      ['GET', '/Schemas/urn:x'],
      ['GET', '/ResourceTypes/Group'],
      ['PUT', '/ServiceProviderConfig'],
    ] as const)
      expectRefused(await scim.send(method, path), 404);
  });

  it('groups are not made', async () => {
    const scim = await startScim();
    for (const [method, path] of [
      ['POST', '/Groups'],
      ['PATCH', '/Groups/x'],
      ['PUT', '/Groups/x'],
      ['DELETE', '/Groups/x'],
    ] as const)
      expectRefused(await scim.send(method, path, method === 'DELETE' ? undefined : {}), 501);
  });
});

describe('an event that Temporal does not take', () => {
  const requests = async (scim: Scim, user: string) => [
    await scim.send('POST', '/Users', { ...fixture('okta-create'), active: false }),
    await scim.send('PUT', user, fixture('okta-deactivate')),
    await scim.send('PATCH', user, fixture('entra-disable')),
    await scim.send('PATCH', user, fixture('entra-enable')),
    await scim.send('DELETE', user),
  ];

  it('is not acknowledged: the client comes again', async () => {
    const scim = await startScim({
      handOver: async () => {
        throw new IntakeError(503, 'unavailable', 'Temporal is away. Send it again.');
      },
    });
    for (const answer of await requests(scim, await create(scim))) {
      expect(expectRefused(answer, 503)).toBe('Temporal is away. Send it again.');
      expect(answer.headers.get('retry-after')).toBe('30');
    }
    expect([scim.ignored(), scim.faults]).toEqual([1, []]);
  });

  it('for a reason that nobody foresaw gives nothing away, and is heard of', async () => {
    const fault = new TypeError('temporal.internal:7233 says no to jane');
    const scim = await startScim({ handOver: () => Promise.reject(fault) });
    for (const answer of await requests(scim, await create(scim)))
      expect(expectRefused(answer, 503)).not.toMatch(/temporal|jane/i);
    expect(scim.faults).toEqual(Array(5).fill(fault));
  });

  it('that can never be right is refused as SCIM refuses', async () => {
    const scim = await startScim({
      handOver: async () => {
        throw new UnprocessableWebhook([{ field: 'employee.email', problem: 'must be shorter' }]);
      },
    });
    const answer = await scim.send('DELETE', await create(scim));
    expect(expectRefused(answer, 400, 'invalidValue')).toBe('employee.email: must be shorter');
  });

  it('holds the answer back until it is known', async () => {
    const order: string[] = [];
    const scim = await startScim({
      handOver: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('handed over');
      },
    });
    const user = await create(scim);
    await scim.send('DELETE', user).then(() => order.push('answered'));
    expect(order).toEqual(['handed over', 'answered']);
  });

  it('also where it cannot be asked who is deactivated', async () => {
    const scim = await startScim({
      isDeactivated: async () => {
        throw new IntakeError(503, 'unavailable', 'Ask again.');
      },
    });
    expectRefused(await scim.send('POST', '/Users', fixture('okta-create')), 503);
    expect([scim.events, scim.ignored()]).toEqual([[], 0]);
  });
});
