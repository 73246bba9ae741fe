import { describe, expect, it } from '@jest/globals';
import { create, expectRefused, fixture, startScim, type Json } from './support';

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
