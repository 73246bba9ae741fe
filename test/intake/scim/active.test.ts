import { describe, expect, it } from '@jest/globals';
import { create, fixture, kindsOf, startScim, type Json } from './support';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const DEACTIVATED = { id: '00ujl29u0le5T6Aj10h7', email: 'test.user@okta.local' };
const patch = (...Operations: Json[]) => ({ Operations });

const deactivations: [string, Json][] = [
  ['a text', patch({ op: 'Replace', path: 'active', value: 'False' })],
  ['a text of another case', patch({ op: 'REPLACE', path: 'Active', value: ' fALSE' })],
  ['a boolean', patch({ op: 'replace', path: 'active', value: false })],
  ['added', patch({ op: 'Add', path: 'active', value: 'false' })],
  ['no path', patch({ op: 'replace', value: { active: false } })],
  ['no path and a text', patch({ op: 'replace', value: { active: 'False' } })],
  ['an empty path', patch({ op: 'replace', path: '', value: { ACTIVE: 'False' } })],
  ['no path: null', patch({ op: 'replace', path: null, value: { active: false } })],
  ['a path with the URN', patch({ op: 'Replace', path: `${CORE}:active`, value: 'False' })],
  [
    'the URN in another case',
    patch({ op: 'Replace', path: `${CORE.toUpperCase()}:Active`, value: false }),
  ],
  ['a name with the URN', patch({ op: 'replace', value: { [`${CORE}:active`]: false } })],
  ['within the URN', patch({ op: 'replace', value: { [CORE]: { active: false } } })],
  ['the URN as path', patch({ op: 'replace', path: CORE, value: { active: false } })],
  [
    'the last of several',
    patch(
      { op: 'Replace', path: 'displayName', value: 'x' },
      { op: 'Remove', path: 'title' },
      { op: 'Replace', path: 'active', value: 'True' },
      { op: 'Replace', path: 'active', value: 'False' },
    ),
  ],
  [
    'the first of several',
    patch(
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'Add', path: 'emails', value: 17 },
      { op: 'Replace', path: 'name.givenName', value: 'x' },
    ),
  ],
  ['fields in another case', { operations: [{ OP: 'replace', Path: 'active', VALUE: false }] }],
];

describe('active: false', () => {
  it.each(deactivations)('in a PATCH, %s', async (_, body) => {
    const scim = await startScim();
    const { status, json } = await scim.send('PATCH', await create(scim), body);
    expect([status, json?.['active']]).toEqual([200, false]);
    expect(scim.events.map(({ kind, employee }) => [kind, employee])).toEqual([
      ['terminate', DEACTIVATED],
    ]);
  });

  it.each([[false], ['False'], ['false ']])('in a PUT, as %j', async (active) => {
    const scim = await startScim();
    const user = await create(scim);
    const { status, json } = await scim.send('PUT', user, {
      ...fixture('okta-deactivate'),
      active,
    });
    expect([status, json?.['active']]).toEqual([200, false]);
    expect(kindsOf(scim)).toEqual(['terminate']);
  });

  it('in a PUT with nothing else in it', async () => {
    const scim = await startScim();
    const { status } = await scim.send('PUT', await create(scim), { active: 'False' });
    expect(status).toBe(200);
    expect(scim.events[0]).toMatchObject({ kind: 'terminate', employee: DEACTIVATED });
  });

  it('in a PUT whose other fields are null', async () => {
    const scim = await startScim();
    const nulls = { userName: null, externalId: null, emails: null, [CORE]: null };
    const { status } = await scim.send('PUT', await create(scim), { ...nulls, active: false });
    expect(status).toBe(200);
    expect(scim.events[0]).toMatchObject({ kind: 'terminate', employee: DEACTIVATED });
  });

  it('in a POST', async () => {
    const scim = await startScim();
    const { status, json } = await scim.send('POST', '/Users', {
      ...fixture('okta-create'),
      active: 'False',
    });
    expect([status, json?.['active']]).toEqual([201, false]);
    expect(scim.events[0]).toMatchObject({ kind: 'terminate', employee: DEACTIVATED });
  });

  it('is not read out of another schema, nor out of another attribute', async () => {
    const scim = await startScim();
    const user = await create(scim);
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const { status } = await scim.send(
      'PATCH',
      user,
      patch(
        { op: 'replace', path: `${enterprise}:active`, value: false },
        {
          op: 'replace',
          value: { [enterprise]: { active: false }, 'name.active': false, inactive: false },
        },
      ),
    );
    expect(status).toBe(200);
    expect(scim.events).toEqual([]);
  });
});

describe('active: true', () => {
  it('is a return in a PATCH, whose last word counts', async () => {
    const scim = await startScim();
    const { json } = await scim.send(
      'PATCH',
      await create(scim),
      patch(
        { op: 'Replace', path: 'active', value: 'False' },
        { op: 'Replace', path: 'active', value: 'True' },
      ),
    );
    expect(json?.['active']).toBe(true);
    expect(kindsOf(scim)).toEqual(['rehire']);
  });

  it('is none in a PUT or a POST, which say it with every telephone number', async () => {
    const scim = await startScim();
    const user = await create(scim);
    await scim.send('PUT', user, fixture('okta-update'));
    const { active: _, ...silent } = fixture('okta-update');
    const { json } = await scim.send('PUT', user, silent);
    expect(json?.['active']).toBe(true);
    expect(scim.events).toEqual([]);
    expect(scim.ignored()).toBe(3);
  });
});

describe('where it can be asked whether SCIM deactivated someone', () => {
  const start = async () => {
    const scim = await startScim({
      isDeactivated: async ({ id }) => {
        const told = scim.events.filter(({ employee }) => employee.id === id);
        return told.at(-1)?.kind === 'terminate';
      },
    });
    return scim;
  };

  it('users read as they are', async () => {
    const scim = await start();
    const user = await create(scim);
    const active = async () => (await scim.send('GET', user)).json?.['active'];
    expect(await active()).toBe(true);
    await scim.send('PATCH', user, fixture('okta-patch-deactivate'));
    expect(await active()).toBe(false);
    const silent = await scim.send('PATCH', user, fixture('entra-update'));
    expect(silent.json?.['active']).toBe(false);
    await scim.send('PATCH', user, fixture('okta-patch-activate'));
    expect(await active()).toBe(true);
  });

  it.each([
    ['POST', () => '/Users', 'okta-create'],
    ['PUT', (user: string) => user, 'okta-update'],
    ['PATCH', (user: string) => user, 'okta-patch-activate'],
  ])(
    'a %s with active: true is a return once, after a deactivation',
    async (method, path, body) => {
      const scim = await start();
      const user = await create(scim);
      const activate = () => scim.send(method, path(user), fixture(body));
      await activate();
      expect(kindsOf(scim)).toEqual([]);
      await scim.send('PATCH', user, fixture('okta-patch-deactivate'));
      await activate();
      await activate();
      expect(kindsOf(scim)).toEqual(['terminate', 'rehire']);
      expect(scim.ignored()).toBe(3);
    },
  );
});
