import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent } from 'node:http';
import { startSimulators } from '../../src/simulator';
import { client, JANE, simulators, stopSimulators, zoomClient } from './clients';

describe('starting and stopping', () => {
  afterEach(stopSimulators);

  it('listens on free ports of this machine only, and says where', async () => {
    const { zoom, cloudflare } = await simulators();
    expect(zoom.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(zoom.apiUrl).toBe(`${zoom.url}/v2`);
    expect(zoom.oauthUrl).toBe(`${zoom.url}/oauth/token`);
    expect(cloudflare.apiUrl).toBe(`${cloudflare.url}/client/v4`);
    expect(cloudflare.url).not.toBe(zoom.url);
  });

  it('starts with the people of the demonstration, or with nobody', async () => {
    expect((await simulators()).zoom.user(JANE)?.first_name).toBe('Jane');
    const empty = await simulators({ seed: 'empty' });
    expect([empty.zoom.user(JANE), empty.cloudflare.user(JANE)]).toEqual([undefined, undefined]);
    empty.zoom.addUser({ email: JANE });
    empty.zoom.reset();
    expect(empty.zoom.user(JANE)).toBeUndefined();
  });

  it('starts with the settings given, and goes back to them', async () => {
    const { zoom, cloudflare } = await simulators({
      zoomSettings: { plan: 'pro' },
      cloudflareSettings: { limit: 7 },
    });
    zoom.settings.plan = 'business';
    zoom.reset();
    expect([zoom.settings.plan, cloudflare.settings.limit]).toEqual(['pro', 7]);
  });

  it('shares nothing between two pairs', async () => {
    const [first, second] = [await simulators(), await simulators()];
    first.zoom.settings.passwordRequirement.minimum_password_length = 20;
    first.zoom.settings.scopes.push('more');
    first.zoom.addUser({ email: JANE, status: 'inactive' });
    expect(second.zoom.settings.passwordRequirement.minimum_password_length).toBe(12);
    expect(second.zoom.settings.scopes).not.toContain('more');
    expect(second.zoom.user(JANE)?.status).toBe('active');
  });

  it('says which port is taken, and leaves nothing running', async () => {
    const { cloudflare } = await simulators();
    const taken = Number(new URL(cloudflare.url).port);
    await expect(startSimulators({ cloudflarePort: taken })).rejects.toThrow(
      new RegExp(`Port ${taken} on 127.0.0.1 is taken, so the Cloudflare simulator cannot start`),
    );
    await expect(startSimulators({ zoomPort: taken })).rejects.toThrow(/the Zoom simulator/);
    await expect(startSimulators({ hrPort: taken })).rejects.toThrow(/the HR simulator/);
  });

  it('closes while requests hang, dawdle and are kept alive', async () => {
    const all = await simulators();
    const zoom = await zoomClient(all);
    const httpAgent = new Agent({ keepAlive: true });
    await client(all.zoom.url).get('/', { httpAgent });
    all.zoom.addFault({ call: 'getUser', fault: 'zoom.any.hang' });
    all.zoom.addFault({ call: 'revokeToken', delayMs: 600_000 });
    const hanging = Promise.allSettled([
      zoom.get(`/users/${JANE}`, { httpAgent }),
      zoom.delete(`/users/${JANE}/token`, { httpAgent }),
    ]);
    while (all.zoom.requests({ user: JANE }).length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await all.close();
    const outcomes = await hanging;
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // What was still to come when the server closed did not come.
    expect(all.zoom.user(JANE)?.sessions).toBe(2);
    httpAgent.destroy();
  });
});
