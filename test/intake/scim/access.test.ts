import { describe, expect, it } from '@jest/globals';
import { expectRefused, startScim, TOKEN, type Scim } from './support';

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
