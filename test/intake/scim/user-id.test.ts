import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newUser } from '../../../src/intake/scim/user';
import { userIdOf, userOfId } from '../../../src/intake/scim/user-id';
import { create, fixture, startScim } from './support';

const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
const text = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .filter((one) => /\S/.test(one) && !/\p{Cc}/u.test(one));
const email = fc.emailAddress().filter((address) => newUser({ userName: address }) !== undefined);

describe('the id of a user', () => {
  it('gives back the user as created, whatever the name', () => {
    const users = fc.record(
      { userName: fc.oneof(text, email), externalId: text, email },
      { requiredKeys: ['userName', 'email'] },
    );
    fc.assert(
      fc.property(users, (said) => {
        const user = newUser({ ...said, email: said.email.toLowerCase() });
        if (!user) throw new Error('No user');
        const id = userIdOf(user);
        expect(id).toMatch(/^[\w-]+$/);
        expect(userOfId(id)).toEqual(user);
      }),
    );
  });

  it('is one for each user name and external id', () => {
    const ids = [
      { userName: 'a@x.example' },
      { userName: 'A@x.example' },
      { userName: 'a@x.example', externalId: '1' },
      { userName: 'a', email: 'a@x.example' },
      { userName: 'a', email: 'b@x.example' },
    ].map((said) => userIdOf(newUser(said)!));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is read to the last character, or not at all', () => {
    const good = userIdOf(newUser({ userName: 'a@x.example', externalId: '1' })!);
    expect(userOfId(good)).toBeDefined();
    for (const bad of [
      '',
      'x',
      `${good}=`,
      `${good}A`,
      good.slice(0, -1),
      good.toLowerCase(),
      ` ${good}`,
      `${good}/x`,
      encode(null),
      encode([]),
      encode('a@x.example'),
      encode({}),
      encode({ userName: 'a' }),
      encode({ userName: 'a', email: 'b' }),
      encode({ userName: 'a@x.example', externalId: 7 }),
      encode({ userName: 'a@x.example', externalId: 'x'.repeat(129) }),
      encode({ userName: 'a\u0000', email: 'a@x.example' }),
      encode({ userName: 'a@x.example', more: 1 }),
      encode({ userName: 'a@x.example', email: 'b@x.example' }),
      encode({ userName: 'a', email: 'A@x.example' }),
      encode({ externalId: '1', userName: 'a@x.example' }),
    ])
      expect([bad, userOfId(bad)]).toEqual([bad, undefined]);
  });

  it('names nobody where it is not one of ours', async () => {
    const scim = await startScim();
    for (const [method, body] of [
      ['GET'],
      ['PUT', fixture('okta-deactivate')],
      ['PATCH', fixture('entra-disable')],
      ['DELETE'],
    ] as const) {
      const { status, json } = await scim.send(
        method,
        '/Users/23a35c27-23d3-4c03-b4c5-6443c09e7173',
        body,
      );
      expect([status, json?.['status']]).toEqual([404, '404']);
    }
    expect(scim.events).toEqual([]);
  });

  it('may be as long as names are', async () => {
    const scim = await startScim();
    const address = `${'a'.repeat(60)}@${'b'.repeat(60)}.example`;
    const userName = 'ü'.repeat(254);
    const user = await create(scim, {
      userName,
      externalId: 'x'.repeat(128),
      emails: [{ value: address, primary: 'True' }],
    });
    expect((await scim.send('GET', user)).json?.['userName']).toBe(userName);
    await scim.send('DELETE', user);
    expect(scim.events[0]?.employee).toEqual({ id: 'x'.repeat(128), email: address });
  });
});
