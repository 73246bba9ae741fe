import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosResponse } from 'axios';
import type { Simulators } from '../../src/simulator';
import { cloudflareClient, inShort, JANE, simulators, stopSimulators, zoomClient } from './clients';

/** Repeats a call until it is let through. */
async function untilAllowed(call: () => Promise<AxiosResponse>): Promise<AxiosResponse> {
  for (;;) {
    const answer = await call();
    if (answer.status !== 429) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('rate limits', () => {
  let all: Simulators;
  beforeEach(async () => {
    all = await simulators();
  });
  afterEach(stopSimulators);

  it("counts Zoom's calls by label and refuses what is above the plan's figure", async () => {
    const zoom = await zoomClient(all);
    Object.assign(all.zoom.settings, { plan: 'pro', rateWindowMs: 60_000 });
    const light = await Promise.all(Array.from({ length: 33 }, () => zoom.get(`/users/${JANE}`)));
    const statuses = light.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    const refused = light.find(({ status }) => status === 429);
    expect(refused?.data).toEqual({
      code: 429,
      message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
    });
    expect(refused?.headers).toMatchObject({
      'x-ratelimit-category': 'Light',
      'x-ratelimit-type': 'QPS',
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '0',
    });
    const medium = await zoom.get('/accounts/me/settings?option=security');
    expect(medium.status).toBe(200);
    expect(medium.headers).toMatchObject({
      'x-ratelimit-category': 'Medium',
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': '19',
    });
  });

  it('lets Zoom calls through again in the next window, and all of them where it is off', async () => {
    const zoom = await zoomClient(all);
    Object.assign(all.zoom.settings, { lightPerSecond: 1, rateWindowMs: 50 });
    await Promise.all([zoom.get(`/users/${JANE}`), zoom.get(`/users/${JANE}`)]);
    expect((await untilAllowed(() => zoom.get(`/users/${JANE}`))).status).toBe(200);
    all.zoom.settings.rateLimited = false;
    all.zoom.settings.rateWindowMs = 60_000;
    for (let call = 0; call < 5; call += 1) {
      const answer = await zoom.get(`/users/${JANE}`);
      expect(answer.status).toBe(200);
      expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
    }
  });

  it('blocks every Cloudflare call once there were too many, and then starts afresh', async () => {
    const cloudflare = cloudflareClient(all);
    const verify = () => cloudflare.get('/user/tokens/verify');
    Object.assign(all.cloudflare.settings, { limit: 2, windowMs: 30_000, blockMs: 90_000 });
    const first = await verify();
    expect(first.headers['ratelimit']).toMatch(/^"default";r=1;t=\d+$/);
    expect(first.headers['ratelimit-policy']).toBe('"default";q=2;w=30');
    await verify();
    const refused = await verify();
    expect(inShort(refused)).toBe('429/971');
    expect(refused.headers['retry-after']).toBe('90');
    expect(refused.headers['ratelimit']).toMatch(/^"default";r=0;t=\d+$/);
    const { accountId } = all.cloudflare.credentials;
    const other = await cloudflare.get(`/accounts/${accountId}/access/users?email=${JANE}`);
    expect(other.status).toBe(429);
    all.cloudflare.reset();
    expect((await verify()).status).toBe(200);
  });

  it('ends the Cloudflare block after its time', async () => {
    const cloudflare = cloudflareClient(all);
    const verify = () => cloudflare.get('/user/tokens/verify');
    Object.assign(all.cloudflare.settings, { limit: 1, windowMs: 60_000, blockMs: 50 });
    await verify();
    expect((await verify()).status).toBe(429);
    expect((await untilAllowed(verify)).status).toBe(200);
  });

  it('lets a refused call have no effect, nor use up a fault', async () => {
    const zoom = await zoomClient(all);
    Object.assign(all.zoom.settings, { lightPerSecond: 1, rateWindowMs: 60_000 });
    await zoom.get(`/users/${JANE}`);
    const fault = all.zoom.addFault({ call: 'revokeToken', fault: 'zoom.any.500', applied: true });
    expect((await zoom.delete(`/users/${JANE}/token`)).status).toBe(429);
    expect([fault.hits, all.zoom.user(JANE)?.sessions]).toEqual([0, 2]);
  });
});
