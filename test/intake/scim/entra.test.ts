import { describe, expect, it } from '@jest/globals';
import { create, fixture, kindsOf, search, startScim, type Json } from './support';

const nobody = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 0,
  startIndex: 1,
  itemsPerPage: 0,
  Resources: [],
};

describe('Entra, as its documentation says that it calls', () => {
  it('is served from the test of the connection to a user who leaves and comes back', async () => {
    const scim = await startScim();

    // Test connection: a random user, who must not be there, and a group.
    const test = await scim.send(
      'GET',
      search('userName eq "5171a35d-8207-4e06-8ce2-5171a35d8207"'),
    );
    expect([test.status, test.json]).toEqual([200, nobody]);
    const groups = await scim.send(
      'GET',
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "x"')}`,
    );
    expect([groups.status, groups.json]).toEqual([200, nobody]);

    // A user comes into scope.
    const found = await scim.send('GET', search('userName eq "Jane.Doe@contoso.com"'));
    expect(found.json).toEqual(nobody);
    const given = fixture('entra-create');
    const created = await scim.send('POST', '/Users', given);
    expect(created.status).toBe(201);
    const id = String(created.json?.['id']);
    const location = `/scim/v2/Users/${id}`;
    expect(created.json).toEqual({ ...given, id, meta: { resourceType: 'User', location } });
    expect(created.headers.get('location')).toBe(location);
    expect(scim.events).toEqual([]);

    // Read again by the id that Entra keeps.
    const read = await scim.send('GET', `/Users/${id}`);
    expect([read.status, read.json]).toEqual([
      200,
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        id,
        externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
        userName: 'Jane.Doe@contoso.com',
        active: true,
        meta: { resourceType: 'User', location },
      },
    ]);

    // Something else changes; then the user leaves, and is back.
    const updated = await scim.send('PATCH', `/Users/${id}`, fixture('entra-update'));
    expect([updated.status, updated.json?.['active']]).toEqual([200, true]);
    expect(scim.events).toEqual([]);
    const before = Date.now();
    const disabled = await scim.send('PATCH', `/Users/${id}`, fixture('entra-disable'));
    expect([disabled.status, disabled.json?.['active']]).toEqual([200, false]);
    expect(disabled.json?.['userName']).toBe('Jane.Doe@contoso.com');
    const enabled = await scim.send('PATCH', `/Users/${id}`, fixture('entra-enable'));
    expect([enabled.status, enabled.json?.['active']]).toEqual([200, true]);

    const employee = {
      id: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      email: 'jane.doe@contoso.com',
    };
    expect(scim.events).toEqual([
      expect.objectContaining({ source: 'scim', kind: 'terminate', employee }),
      expect.objectContaining({ source: 'scim', kind: 'rehire', employee }),
    ]);
    const { occurredAt, receivedAt, ...event } = scim.events[0]!;
    expect(occurredAt).toBe(receivedAt);
    expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(before);
    expect(Object.keys(event).sort()).toEqual(['employee', 'id', 'kind', 'reason', 'source']);
    // The user created and updated, and nothing in it.
    expect(scim.ignored()).toBe(2);
  });

  it('is served with the flag for compliant requests, and when it deletes the user 30 days later', async () => {
    const scim = await startScim();
    const user = await create(scim, fixture('entra-create'));
    const disabled = await scim.send('PATCH', user, fixture('entra-disable-compliant'));
    expect(disabled.status).toBe(200);
    const deleted = await scim.send('DELETE', user);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect(kindsOf(scim)).toEqual(['terminate', 'terminate']);
    expect(scim.events.map(({ reason }) => reason)).toEqual([
      'Deactivated by SCIM (PATCH)',
      'Deleted by SCIM',
    ]);
  });

  it('is taken at its work e-mail where the user name is none', async () => {
    const scim = await startScim();
    const user = await create(scim, fixture('entra-create-user-name-no-email'));
    const { json } = await scim.send('GET', user);
    expect(json).toMatchObject({
      userName: 'Test_User_00aa00aa-bb11-cc22-dd33-44ee44ee44ee',
      emails: [{ value: 'jane.doe@testuser.com', type: 'work', primary: true }],
    });
    await scim.send('PATCH', user, fixture('entra-disable'));
    expect(scim.events[0]?.employee.email).toBe('jane.doe@testuser.com');
  });

  it.each<[string, Json[]]>([
    [
      'primary',
      [
        { value: 'w@x.example', type: 'work' },
        { value: 'A@x.example', type: 'x', primary: 'True' },
      ],
    ],
    [
      'work',
      [
        { value: 'n@x.example' },
        { value: 'o@x.example', type: 'other' },
        { value: 'a@x.example', type: 'Work' },
      ],
    ],
    [
      'without a type',
      [{ value: 'o@x.example', type: 'other' }, { value: 'none' }, { Value: 'a@x.example' }],
    ],
  ])('takes the e-mail that is %s', async (_, emails) => {
    const scim = await startScim();
    await scim.send('DELETE', await create(scim, { userName: 'jane', emails }));
    expect(scim.events[0]?.employee).toEqual({ email: 'a@x.example' });
  });

  it('does not make its mailNickname the id of an employee: two domains can each have a jane', async () => {
    const scim = await startScim();
    const users: Json[] = [
      { userName: 'Jane@contoso.com', externalId: 'jane' },
      { userName: 'jane@fabrikam.com', externalId: 'Jane' },
      { userName: 'jane@contoso.com', externalId: 'JANE@contoso.com' },
      { userName: 'jane@contoso.com', externalId: '  ' },
    ];
    for (const user of users) await scim.send('DELETE', await create(scim, user));
    expect(scim.events.map(({ employee }) => employee)).toEqual([
      { email: 'jane@contoso.com' },
      { email: 'jane@fabrikam.com' },
      { email: 'jane@contoso.com' },
      { email: 'jane@contoso.com' },
    ]);
  });
});

describe('a new user name', () => {
  it('counts for the request it comes with, and stands in its answer; the id stays', async () => {
    const scim = await startScim();
    const user = await create(scim, fixture('entra-create'));
    const renamed = await scim.send('PATCH', user, fixture('entra-rename'));
    expect([renamed.status, `/Users/${String(renamed.json?.['id'])}`]).toEqual([200, user]);
    expect(renamed.json?.['userName']).toBe('jane.roe@contoso.com');
    expect(scim.events).toEqual([]);

    const both = {
      Operations: [
        ...(fixture('entra-disable')['Operations'] as Json[]),
        ...(fixture('entra-rename')['Operations'] as Json[]),
      ],
    };
    await scim.send('PATCH', user, both);
    const put = { userName: 'Jane.Poe@contoso.com', externalId: 'another', active: false };
    const replaced = await scim.send('PUT', user, put);
    expect(replaced.json).toMatchObject(put);
    await scim.send('PATCH', user, fixture('entra-disable'));
    const id = '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef';
    expect(scim.events.map(({ employee }) => employee)).toEqual([
      { id, email: 'jane.roe@contoso.com' },
      // The employee's id stays too: it is where the rest of what was told is kept.
      { id, email: 'jane.poe@contoso.com' },
      // All that is known at this one is the id, and in it the first name.
      { id, email: 'jane.doe@contoso.com' },
    ]);
  });

  it('that is no e-mail leaves the e-mail as it was, unless a new one comes with it', async () => {
    const scim = await startScim();
    const user = await create(scim, fixture('entra-create'));
    const patch = (value: Json) => ({
      Operations: [{ op: 'replace', value: { active: false, ...value } }],
    });
    await scim.send('PATCH', user, patch({ userName: 'jroe' }));
    await scim.send(
      'PATCH',
      user,
      patch({ userName: 'jroe', 'emails[type eq "work"].value': 'J@b.example' }),
    );
    expect(scim.events.map(({ employee }) => employee.email)).toEqual([
      'jane.doe@contoso.com',
      'j@b.example',
    ]);
  });
});
