import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulators } from '../../src/simulator';
import { client, cloudflareClient, inShort, simulators, stopSimulators } from './clients';

describe('what else Cloudflare has', () => {
  let all: Simulators;
  const read = (path: string) => {
    const { accountId, zoneId } = all.cloudflare.credentials;
    return cloudflareClient(all).get(
      path.replace('{account}', accountId).replace('{zone}', zoneId),
    );
  };
  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(() => all.cloudflare.reset());
  afterAll(stopSimulators);

  it.each([
    ['/user/tokens', 'API Tokens Read'],
    ['/accounts/{account}/tokens', 'Account API Tokens Write'],
    ['/accounts/{account}/members', 'Account Settings Read'],
    ['/accounts/{account}/access/apps', 'Access: Apps and Policies Read'],
    ['/accounts/{account}/gateway/rules', 'Zero Trust Write'],
    ['/accounts/{account}/workers/scripts', 'Workers Scripts Read'],
    ['/zones/{zone}/dns_records', 'DNS Read'],
  ])('%s is read with %s only', async (path, permission) => {
    expect(inShort(await read(path))).toBe('403/10000');
    all.cloudflare.settings.permissions.push(permission);
    expect(inShort(await read(path))).toBe('200');
  });

  it('shows no zone without the permission, and all with the global key', async () => {
    expect((await read('/zones')).data).toMatchObject({ success: true, result: [] });
    all.cloudflare.settings.permissions.push('Zone Read');
    expect((await read('/zones')).data).toMatchObject({ result: [{ name: 'example.com' }] });
    all.cloudflare.reset();
    const { email, apiKey } = all.cloudflare.credentials;
    const byKey = client(all.cloudflare.apiUrl, { 'X-Auth-Email': email, 'X-Auth-Key': apiKey });
    expect((await byKey.get('/zones')).data).toMatchObject({ result: [{ name: 'example.com' }] });
  });
});
