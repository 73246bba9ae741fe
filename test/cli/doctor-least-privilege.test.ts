import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCloudflare } from '../../src/cli/doctor/check-cloudflare';
import { checkZoom } from '../../src/cli/doctor/check-zoom';
import { PROBES } from '../../src/cli/doctor/cloudflare-permissions';
import type { Finding } from '../../src/cli/doctor/finding';
import { checkConfig } from '../../src/config';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy';
import { startSimulators, type Simulators } from '../../src/simulator';
import { answerJson, startServer } from '../support/http-server';
import { providerEnvironment } from '../support/provider-environment';

let simulators: Simulators;
beforeAll(async () => {
  simulators = await startSimulators({ seed: 'empty' });
});
beforeEach(() => {
  simulators.zoom.reset();
  simulators.cloudflare.reset();
});
afterAll(() => simulators.close());

const named = (findings: Finding[], check: string) =>
  findings.find((finding) => finding.check === check);

async function zoom(scopes: string[], policy: Partial<Policy> = {}) {
  simulators.zoom.settings.scopes = scopes;
  const config = checkConfig(providerEnvironment(simulators)).zoom;
  const findings = await checkZoom(config, { ...DEFAULT_POLICY, ...policy });
  return {
    scopes: named(findings, 'Zoom scopes'),
    least: named(findings, 'Zoom least privilege'),
  };
}

async function cloudflare(changes: Record<string, string> = {}) {
  const config = checkConfig({ ...providerEnvironment(simulators), ...changes }).cloudflare;
  const findings = await checkCloudflare(config);
  return {
    token: named(findings, 'Cloudflare token'),
    least: named(findings, 'Cloudflare least privilege'),
  };
}

/** Of docs/permissions.md: what every run needs, and what a `rescind` or a demotion may come to need. */
const EVERY_RUN = [
  'user:delete:token:admin',
  'user:update:status:admin',
  'user:update:password:admin',
  'user:read:user:admin',
];
const DECISIONS = ['role:delete:member:admin', 'role:write:member:admin', 'user:update:user:admin'];
const MEETINGS = ['meeting:read:list_meetings:admin', 'meeting:update:status:admin'];

describe("Zoom's scopes", () => {
  it('are fine where they are what the engine uses, and no more', async () => {
    const { scopes, least } = await zoom([...EVERY_RUN, ...DECISIONS]);
    expect([scopes?.state, least?.state]).toEqual(['ok', 'ok']);
    const withRules = [...EVERY_RUN, ...DECISIONS, 'account:read:settings:admin'];
    expect((await zoom(withRules)).least?.state).toBe('ok');
  });

  it('that decisions come to need are missed by a warning, which names them', async () => {
    const { scopes, least } = await zoom(EVERY_RUN);
    expect([scopes?.state, least?.state]).toEqual(['warning', 'ok']);
    for (const name of DECISIONS) expect(scopes?.detail).toContain(name);
  });

  it.each(EVERY_RUN)('without %s are a fault', async (lost) => {
    const { scopes } = await zoom(EVERY_RUN.filter((scope) => scope !== lost));
    expect(scopes).toMatchObject({ state: 'failed', detail: expect.stringContaining(lost) });
  });

  it('that a policy asks for are a fault where they are missing', async () => {
    const demoting = await zoom(EVERY_RUN, { adminAccounts: 'demote' });
    expect(demoting.scopes?.state).toBe('failed');
    expect(demoting.scopes?.detail).toMatch(/^missing: .*role:delete:member:admin/);
    const ending = await zoom([...EVERY_RUN, ...DECISIONS], { endLiveMeetings: true });
    for (const name of MEETINGS) expect(ending.scopes?.detail).toContain(name);
    const whole = [...EVERY_RUN, ...DECISIONS, ...MEETINGS];
    const { scopes, least } = await zoom(whole, { endLiveMeetings: true });
    expect([scopes?.state, least?.state]).toEqual(['ok', 'ok']);
  });

  it('that are more than enough are a warning, which names each and says why', async () => {
    const { scopes, least } = await zoom([
      ...EVERY_RUN,
      ...DECISIONS,
      ...MEETINGS,
      'user:delete:user:admin',
      'report:read:admin',
    ]);
    expect(scopes?.state).toBe('ok');
    expect(least).toMatchObject({
      state: 'warning',
      mend: expect.stringContaining('take them out'),
    });
    expect(least?.detail.split('\n').slice(1)).toEqual([
      ...MEETINGS.map((scope) => `  ${scope} (for policy \`endLiveMeetings\` only, which is off)`),
      '  user:delete:user:admin (the engine never uses it)',
      '  report:read:admin (the engine never uses it)',
    ]);
  });

  it('of the classic kind are enough, and may too much: the warning says what', async () => {
    const { scopes, least } = await zoom([
      'user:write:admin',
      'user:read:admin',
      'role:write:admin',
    ]);
    expect(scopes?.state).toBe('ok');
    expect(least).toMatchObject({ state: 'warning', mend: expect.stringMatching(/granular/) });
    expect(least?.detail).toContain(
      'user:write:admin (classic: may create, change and delete any user too)',
    );
    expect(least?.mend).not.toContain('take them out');
  });

  it('that no token names cannot be judged', async () => {
    const server = await startServer((_request, response) =>
      answerJson(response, 200, { access_token: 'a', token_type: 'bearer', expires_in: 3600 }),
    );
    const environment = providerEnvironment(simulators);
    const config = checkConfig({ ...environment, ZOOM_OAUTH_URL: server.url }).zoom;
    const findings = await checkZoom(config, DEFAULT_POLICY);
    await server.close();
    expect(findings.map(({ state }) => state)).toEqual(['ok', 'warning']);
  });
});

describe("Cloudflare's API token", () => {
  it('is fine where it may do what the engine needs, and no more', async () => {
    const { token, least } = await cloudflare();
    expect(token).toMatchObject({ state: 'ok', detail: 'active; it never expires' });
    expect(least).toMatchObject({ state: 'ok', detail: 'refused all 7 reads that it should' });
  });

  it.each(PROBES)('that may read $what is too much', async ({ what, permission, path }) => {
    simulators.cloudflare.settings.permissions.push(`${permission} Write`);
    const { zoneId } = simulators.cloudflare.credentials;
    const { least } = await cloudflare(
      path.includes('{zone}') ? { CLOUDFLARE_ZONE_ID: zoneId } : {},
    );
    expect(least).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining(`  ${what} (permission "${permission}")`),
      mend: expect.stringContaining('docs/permissions.md'),
    });
    expect(least?.detail.split('\n')).toHaveLength(2);
  });

  it('for a zone alone is looked at as far as that goes', async () => {
    const { least } = await cloudflare({
      CLOUDFLARE_ACCOUNT_ID: '',
      CLOUDFLARE_ZONE_ID: simulators.cloudflare.credentials.zoneId,
    });
    expect(least).toMatchObject({ state: 'ok', detail: 'refused all 3 reads that it should' });
  });

  it.each([
    [20, 'warning', /^active, but it expires on .*, in 19 days$/],
    [40, 'ok', /^active until 20/],
  ])('that ends in %d days: %s', async (days, state, detail) => {
    simulators.cloudflare.settings.tokenExpiresOn = new Date(
      Date.now() + days * 86_400_000 - 60_000,
    ).toISOString();
    const { token } = await cloudflare();
    expect(token).toMatchObject({ state, detail: expect.stringMatching(detail) });
  });

  it('is not judged where it does not work, or Cloudflare does not answer', async () => {
    simulators.cloudflare.settings.tokenStatus = 'expired';
    expect(await cloudflare()).toMatchObject({
      token: { state: 'failed' },
      least: { state: 'skipped', detail: 'needs a token that works' },
    });
    simulators.cloudflare.reset();
    simulators.cloudflare.addFault({ call: 'readOther', fault: 'cloudflare.any.503' });
    expect((await cloudflare()).least).toMatchObject({
      state: 'skipped',
      detail: expect.stringMatching(/^cloudflare\.503/),
    });
  });

  it('is wanted in place of a Global API Key, which may do everything', async () => {
    const { email, apiKey } = simulators.cloudflare.credentials;
    const { token, least } = await cloudflare({
      CLOUDFLARE_API_TOKEN: '',
      CLOUDFLARE_EMAIL: email,
      CLOUDFLARE_API_KEY: apiKey,
    });
    expect(token?.state).toBe('skipped');
    expect(least).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('may do everything'),
      mend: expect.stringContaining('CLOUDFLARE_API_TOKEN'),
    });
    expect(simulators.cloudflare.requests({ call: 'readOther' })).toEqual([]);
  });
});
