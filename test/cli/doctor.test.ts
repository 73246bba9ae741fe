import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/cli/doctor/finding';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { answerJson, startServer } from '../support/http-server';
import { offboard } from './run-cli';
import { providerEnvironment } from '../support/provider-environment';

let engine: Engine;
let environment: Record<string, string>;
beforeAll(async () => {
  engine = await Engine.start();
  environment = providerEnvironment(engine.simulators);
  // As docs/permissions.md says: without what only the policy endLiveMeetings needs.
  const { settings } = engine.simulators.zoom;
  settings.scopes = settings.scopes.filter((scope) => !scope.startsWith('meeting:'));
});
afterAll(() => engine.stop());

/** What is found with some variables changed. */
async function examine(changes: Record<string, string> = {}, ...flags: string[]) {
  const world = { namespace: engine.namespace, environment: { ...environment, ...changes } };
  const { exit, stdout, stderr } = await offboard(world, 'doctor', '--json', ...flags);
  const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: Finding[] };
  const of = (check: string) => findings.find((finding) => finding.check === check);
  return { exit, stderr, healthy, of, states: findings.map(({ state }) => state) };
}

describe('doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    // A worker is known to Temporal once it has asked for work.
    const { exit, stderr, healthy, states } = await eventually(
      () => examine(),
      ({ of }) => of('Workers')?.state === 'ok',
    );
    expect({ exit, stderr, healthy }).toEqual({ exit: 0, stderr: '', healthy: true });
    expect(new Set(states)).toEqual(new Set(['ok']));
  });

  it('reads well', async () => {
    const world = { namespace: engine.namespace, environment };
    const { stdout } = await offboard(world, 'doctor');
    expect(stdout).toMatch(/^✔ Zoom token +issued by http/m);
  });

  it.each<[string, Record<string, string>, string, RegExp]>([
    ['a wrong Zoom secret', { ZOOM_CLIENT_SECRET: 'wrong' }, 'Zoom token', /ZOOM_CLIENT_SECRET/],
    [
      'Zoom out of reach',
      { ZOOM_OAUTH_URL: 'http://127.0.0.1:1/oauth/token' },
      'Zoom token',
      /network/i,
    ],
    [
      'a wrong Cloudflare token',
      { CLOUDFLARE_API_TOKEN: 'wrong' },
      'Cloudflare token',
      /CLOUDFLARE_API_TOKEN/,
    ],
    [
      'a wrong Cloudflare account',
      { CLOUDFLARE_ACCOUNT_ID: 'wrong' },
      'Cloudflare reading',
      /CLOUDFLARE_ACCOUNT_ID|CLOUDFLARE_API_TOKEN/,
    ],
    ['a missing variable', { ZOOM_CLIENT_ID: '' }, 'Zoom token', /Set these variables/],
    [
      'a policy file that is not there',
      { OFFBOARDING_POLICY: '/no/policy.json' },
      'Policy',
      /Set these variables/,
    ],
  ])('finds %s and says how to mend it', async (_what, changes, check, mend) => {
    const { exit, healthy, of } = await examine(changes);
    expect({ exit, healthy }).toEqual({ exit: 1, healthy: false });
    expect(of(check)).toMatchObject({ state: 'failed', mend: expect.stringMatching(mend) });
  });

  it('goes on without Temporal', async () => {
    const { exit, of } = await examine({ TEMPORAL_NAMESPACE: 'no-such-namespace' });
    expect(exit).toBe(1);
    expect(of('Temporal')).toMatchObject({ state: 'failed' });
    expect(of('Workers')).toMatchObject({ state: 'skipped' });
    expect(of('Zoom token')).toMatchObject({ state: 'ok' });
  });

  it('finds that nobody works', async () => {
    const idle = await Engine.start({ workers: false });
    const { of } = await examine({ TEMPORAL_NAMESPACE: idle.namespace });
    await idle.stop();
    expect(of('Workers')).toMatchObject({
      state: 'failed',
      detail:
        'nobody serves offboarding, offboarding-zoom, offboarding-cloudflare, offboarding-notices, offboarding-notices-slack',
      mend: expect.stringContaining('npm run worker'),
    });
  });

  it('does not fail for a warning, unless it is to be strict', async () => {
    const expiresSoon = new Date(Date.now() + 86_400_000).toISOString();
    engine.simulators.cloudflare.settings.tokenExpiresOn = expiresSoon;
    const relaxed = await examine();
    const strict = await examine({}, '--strict');
    engine.simulators.cloudflare.settings.tokenExpiresOn = null;
    expect([relaxed.exit, relaxed.healthy]).toEqual([0, true]);
    expect([strict.exit, strict.healthy]).toEqual([1, true]);
    expect(strict.of('Cloudflare token')).toMatchObject({ state: 'warning' });
    expect((await examine({}, '--strict')).exit).toBe(0);
  });

  it('says so where a rotation was not ended', async () => {
    const { exit, of } = await examine({ OKTA_WEBHOOK_SECRET_PREVIOUS: 'old-one' });
    expect(exit).toBe(0);
    expect(of('Rotations')).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('OKTA_WEBHOOK_SECRET_PREVIOUS'),
    });
  });

  it('looks at every part of the configuration', async () => {
    const { exit, of } = await examine({ OFFBOARDING_LOG_LEVEL: 'loud' });
    expect(exit).toBe(1);
    expect(of('Log level')).toMatchObject({ state: 'failed' });
  });

  it('tells a shell beside npm start how to get its variables, and then all is well', async () => {
    const world = { namespace: engine.namespace };
    const { exit, stdout } = await offboard(world, 'doctor');
    expect(exit).toBe(1);
    expect(stdout).toMatch(/✖ Providers .*not configured: this shell has no ZOOM_/);
    const paths = [...stdout.matchAll(/http:\/\/127\.0\.0\.1:40\d0(\/_control\/environment)/g)];
    const { zoom, cloudflare } = engine.simulators;
    const lines = await Promise.all(
      [zoom, cloudflare].map(async ({ url }, index) =>
        (await fetch(url + paths[index]![1]!)).text(),
      ),
    );
    const exported = lines.join('').matchAll(/^export (\w+)='([^']*)'$/gm);
    const variables = Object.fromEntries([...exported].map(([, name, value]) => [name!, value!]));
    expect((await offboard({ ...world, environment: variables }, 'doctor')).exit).toBe(0);
  });

  it('never tells a secret', async () => {
    const changes = { ZOOM_CLIENT_SECRET: 'hunter2-zoom', CLOUDFLARE_API_TOKEN: 'hunter2-cf' };
    const world = { namespace: engine.namespace, environment: { ...environment, ...changes } };
    const { stdout, stderr } = await offboard(world, 'doctor');
    expect(stdout + stderr).not.toContain('hunter2');
  });
});

describe('doctor, about notices', () => {
  it('says where they go, and sends a test message only when told to', async () => {
    const slack = await startServer((_request, response) => response.end('ok'));
    const webhook = await startServer((_request, response) => answerJson(response, 410, {}));
    const channels = {
      OFFBOARDING_NOTICE_SLACK_URL: `${slack.url}/services/secret-part`,
      OFFBOARDING_NOTICE_WEBHOOK_URL: webhook.url,
      OFFBOARDING_NOTICE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
      OFFBOARDING_NOTICE_KINDS: 'blocked,held',
    };
    try {
      const looked = await examine(channels);
      expect(looked.of('Notices')).toMatchObject({
        ...{ state: 'ok', detail: 'blocked, held go to slack and webhook' },
      });
      expect([slack.requests, webhook.requests]).toEqual([[], []]);
      const { exit, of } = await examine(channels, '--send-notice');
      expect(exit).toBe(1);
      expect(of('Notices, slack')).toMatchObject({ state: 'ok' });
      expect(slack.requests[0]?.body).toContain('Notices arrive here');
      expect(of('Notices, webhook')).toMatchObject({
        ...{ state: 'failed', detail: expect.stringMatching(/^it answered 410/) },
      });
    } finally {
      await Promise.all([slack.close(), webhook.close()]);
    }
  });

  it('finds an address that cannot be one', async () => {
    const { exit, of } = await examine({ OFFBOARDING_NOTICE_SLACK_URL: 'hooks.slack.com' });
    expect(exit).toBe(1);
    expect(of('Notices')).toMatchObject({ state: 'failed' });
  });
});
