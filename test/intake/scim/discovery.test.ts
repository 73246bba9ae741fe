import { describe, expect, it } from '@jest/globals';
import { startScim, type Json } from './support';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';

describe('discovery', () => {
  it('says what the server can do', async () => {
    const scim = await startScim();
    const { status, type, json } = await scim.send('GET', '/ServiceProviderConfig');
    expect([status, type]).toEqual([200, 'application/scim+json; charset=utf-8']);
    expect(json).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    });
  });

  it.each([
    ['/ResourceTypes', 'User'],
    ['/Schemas', CORE],
  ])('lists %s, and shows each', async (path, id) => {
    const scim = await startScim();
    const { status, json } = await scim.send('GET', path);
    expect([status, json?.['totalResults']]).toEqual([200, 1]);
    const [only] = json?.['Resources'] as Json[];
    const one = await scim.send('GET', `${path}/${id}`);
    expect([one.status, one.json]).toEqual([200, only]);
    expect(one.json).toMatchObject({ id, meta: { location: `/scim/v2${path}/${id}` } });
  });

  it('has a schema with every attribute that is read', async () => {
    const scim = await startScim();
    const { json } = await scim.send('GET', `/Schemas/${CORE}`);
    const attributes = json?.['attributes'] as Json[];
    expect(attributes.map(({ name }) => name)).toEqual([
      'userName',
      'externalId',
      'active',
      'emails',
    ]);
    // Entra wants no nulls.
    expect(JSON.stringify(json)).not.toContain('null');
  });
});
