import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulators } from '../../src/simulator';
import { client, cloudflareClient, inShort, JANE, simulators, stopSimulators } from './clients';

describe('who may call Cloudflare', () => {
  let all: Simulators;
  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(() => all.cloudflare.reset());
  afterAll(stopSimulators);

  const revokeAs = (headers: Record<string, string>, path?: string) =>
    client(all.cloudflare.apiUrl, headers).post(
      `${path ?? `/zones/${all.cloudflare.credentials.zoneId}`}/access/organizations/revoke_user`,
      { email: JANE },
    );
  const keys = () => ({
    'X-Auth-Email': all.cloudflare.credentials.email,
    'X-Auth-Key': all.cloudflare.credentials.apiKey,
  });
  const bearer = () => ({ authorization: `Bearer ${all.cloudflare.credentials.apiToken}` });

  it('takes the e-mail with the global key, or the token, on either route', async () => {
    for (const headers of [keys(), bearer()]) {
      expect(inShort(await revokeAs(headers))).toBe('200');
      const path = `/accounts/${all.cloudflare.credentials.accountId}`;
      expect(inShort(await revokeAs(headers, path))).toBe('200');
    }
  });

  it.each([
    ['no headers', {}, '400/9106'],
    ['half of the pair', { 'X-Auth-Key': '0' }, '400/9107'],
    ['another scheme', { authorization: 'Basic abc' }, '400/6003'],
    ['a malformed e-mail', { 'X-Auth-Email': 'x', 'X-Auth-Key': '0' }, '400/6003'],
    ['a malformed key', { 'X-Auth-Email': 'x@y.z', 'X-Auth-Key': '0' }, '400/6003'],
    ['a wrong key', { 'X-Auth-Email': 'x@y.z', 'X-Auth-Key': '0'.repeat(37) }, '403/9103'],
    ['a wrong token', { authorization: 'Bearer wrong' }, '403/10000'],
  ])('refuses %s', async (_what, headers, expected) => {
    expect(inShort(await revokeAs(headers))).toBe(expected);
    expect(all.cloudflare.user(JANE)?.sessions).toBe(2);
  });

  it('says what is malformed in the chain of the error', async () => {
    const refused = await revokeAs({ authorization: 'Basic abc' });
    expect(refused.data).toMatchObject({
      errors: [
        {
          code: 6003,
          message: 'Invalid request headers',
          error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
        },
      ],
    });
  });

  it('knows no route for the id of another account or zone', async () => {
    for (const path of ['/accounts/0123', '/zones/0123']) {
      const answer = await revokeAs(bearer(), path);
      expect(answer.status).toBe(404);
      expect(answer.data).toEqual({
        success: false,
        errors: [{ code: 7003, message: 'No route for the URI' }],
        messages: [],
        result: null,
      });
    }
    expect(inShort(await cloudflareClient(all).get('/nowhere'))).toBe('404/7000');
  });

  it('asks a token for its permission, but not the global key', async () => {
    all.cloudflare.settings.permissions = [];
    expect(inShort(await revokeAs(bearer()))).toBe('403/10000');
    expect(inShort(await revokeAs(keys()))).toBe('200');
    all.cloudflare.settings.permissions = [
      'Access: Organizations, Identity Providers, and Groups Revoke',
    ];
    expect(inShort(await revokeAs(bearer()))).toBe('200');
  });

  it('says so where Zero Trust is not on', async () => {
    all.cloudflare.settings.zeroTrust = false;
    expect(inShort(await revokeAs(bearer()))).toBe('403/9999');
    expect(inShort(await cloudflareClient(all).get('/user/tokens/verify'))).toBe('200');
  });

  it('logs no credentials', async () => {
    await revokeAs(keys());
    await revokeAs(bearer());
    const seen = JSON.stringify(all.cloudflare.requests());
    expect(seen).not.toContain(all.cloudflare.credentials.apiKey);
    expect(seen).not.toContain(all.cloudflare.credentials.apiToken);
  });

  it('marks every answer with a ray', async () => {
    const { headers } = await revokeAs(bearer());
    expect(headers['cf-ray']).toMatch(/^[\da-f]{16}-FRA$/);
    expect(all.cloudflare.requests()[0]?.requestId).toBe(headers['cf-ray']);
  });
});
