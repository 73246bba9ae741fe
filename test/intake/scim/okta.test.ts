import { describe, expect, it } from '@jest/globals';
import { create, fixture, kindsOf, search, startScim } from './support';

const employee = { id: '00ujl29u0le5T6Aj10h7', email: 'test.user@okta.local' };

describe('Okta, as its documentation says that it calls', () => {
  it('is served from the first save to a user who is deactivated by PUT', async () => {
    const scim = await startScim();

    // Saving the settings.
    for (const path of ['/Users?startIndex=1&count=2', '/Groups?startIndex=1&count=100']) {
      const { status, json } = await scim.send('GET', path);
      expect([status, json?.['totalResults'], json?.['Resources']]).toEqual([200, 0, []]);
    }

    // The user is assigned to the app.
    const filter = search('userName eq "test.user@okta.local"');
    const found = await scim.send('GET', `${filter}&startIndex=1&count=100`);
    expect([found.status, found.json?.['totalResults']]).toEqual([200, 0]);
    const { password: _, ...given } = fixture('okta-create');
    const created = await scim.send('POST', '/Users', fixture('okta-create'));
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ ...given });
    expect(created.text).not.toContain('1mz050nq');
    const user = `/Users/${String(created.json?.['id'])}`;

    // The profile is pushed: read, changed, written as a whole.
    const read = await scim.send('GET', user);
    expect([read.status, read.json?.['active']]).toEqual([200, true]);
    const update = fixture('okta-update');
    const updated = await scim.send('PUT', user, { ...update, id: created.json?.['id'] });
    expect(updated.status).toBe(200);
    expect(updated.json).toMatchObject({
      name: update['name'],
      emails: update['emails'],
      active: true,
      id: created.json?.['id'],
      externalId: '00ujl29u0le5T6Aj10h7',
    });
    expect(scim.events).toEqual([]);
    expect(scim.ignored()).toBe(2);

    const deactivated = await scim.send('PUT', user, fixture('okta-deactivate'));
    expect([deactivated.status, deactivated.json?.['active']]).toEqual([200, false]);
    expect(scim.events).toEqual([
      expect.objectContaining({
        source: 'scim',
        kind: 'terminate',
        employee,
        reason: 'Deactivated by SCIM (PUT)',
      }),
    ]);
  });

  it('is served where it deactivates and activates by PATCH', async () => {
    const scim = await startScim();
    const user = await create(scim);
    const off = await scim.send('PATCH', user, fixture('okta-patch-deactivate'));
    expect([off.status, off.json?.['active']]).toEqual([200, false]);
    const on = await scim.send('PATCH', user, fixture('okta-patch-activate'));
    expect([on.status, on.json?.['active']]).toEqual([200, true]);
    expect(kindsOf(scim)).toEqual(['terminate', 'rehire']);
    expect(scim.events.map((event) => event.employee)).toEqual([employee, employee]);
  });

  it('gets the same id each time it creates the same user, whatever else it says of them', async () => {
    const scim = await startScim();
    const first = await create(scim);
    expect(await create(scim, { ...fixture('okta-create'), displayName: 'Another' })).toBe(first);
    const other = { ...fixture('okta-create'), userName: 'other.user@okta.local' };
    expect(await create(scim, other)).not.toBe(first);
  });
});

describe('the answer to a user', () => {
  it('never holds the password, wherever it stood, and says its own id, schemas and meta', async () => {
    const scim = await startScim();
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
    const { status, json, text } = await scim.send('POST', '/Users', {
      schemas: [7],
      id: 'mine',
      meta: { location: 'elsewhere' },
      userName: 'a@x.example',
      Password: 'secret',
      [`${core}:password`]: 'secret',
      [core]: { password: 'secret' },
      nickName: 'jane',
    });
    expect(status).toBe(201);
    expect(text).not.toContain('secret');
    const id = Buffer.from('{"userName":"a@x.example"}').toString('base64url');
    expect(json).toEqual({
      schemas: [core],
      id,
      userName: 'a@x.example',
      nickName: 'jane',
      active: true,
      meta: { resourceType: 'User', location: `/scim/v2/Users/${id}` },
    });
  });
});
