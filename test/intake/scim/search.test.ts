import { describe, expect, it } from '@jest/globals';
import { create, expectRefused, search, startScim } from './support';

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
