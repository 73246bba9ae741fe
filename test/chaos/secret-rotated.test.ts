import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCloudflare } from '../../src/cli/doctor/check-cloudflare';
import { checkZoom } from '../../src/cli/doctor/check-zoom';
import { checkConfig } from '../../src/config';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { providerEnvironment } from '../support/provider-environment';
import { WorkerProcess } from '../support/worker-process';

const NEXT = { zoom: 'the-next-client-secret', cloudflare: 'the-next-api-token' };
const TOMORROW = new Date(Date.now() + 24 * 3600_000).toISOString();
/** When each leaves, as docs/security.md rotates. */
const LEAVERS = ['meanwhile', 'beside', 'afterwards', 'scheduled'] as const;

let engine: Engine;
let old: WorkerProcess;
let next: WorkerProcess;
const runs: Record<string, string> = {};
const emailOf = (name: string) => `${name}@example.com`;

async function leaves(name: (typeof LEAVERS)[number], more: object = {}): Promise<void> {
  const { zoom, cloudflare } = engine.simulators;
  zoom.addUser({ email: emailOf(name) });
  cloudflare.addUser({ email: emailOf(name), sessions: 1 });
  runs[name] = await engine.begin({ email: emailOf(name), ...more });
}

beforeAll(async () => {
  // Patience above the slow call: no stage goes ahead without it.
  engine = await Engine.start({ workers: false, policy: { stagePatience: '1m' } });
  const { zoom, cloudflare } = engine.simulators;
  old = await WorkerProcess.start(engine);
  await leaves('scheduled', { effectiveAt: TOMORROW });

  // Both providers take the old and the new one for a while.
  zoom.settings.clientSecrets.unshift(NEXT.zoom);
  cloudflare.settings.apiTokens.unshift(NEXT.cloudflare);
  const slow = { call: 'updateStatus', user: emailOf('meanwhile'), delayMs: 2_000 } as const;
  zoom.addFault(slow);
  await leaves('meanwhile');
  await eventually(
    async () => zoom.requests({ call: 'updateStatus', user: slow.user }),
    ({ length }) => length === 1,
  );

  // The new worker beside the old one, which then ends what it is at.
  next = await WorkerProcess.start(engine, {
    ZOOM_CLIENT_SECRET: NEXT.zoom,
    CLOUDFLARE_API_TOKEN: NEXT.cloudflare,
  });
  await leaves('beside');
  const { code } = (await old.drain()) as { code?: number };
  expect(code).toBe(0);

  // Now nobody has the old ones any more.
  zoom.settings.clientSecrets = [NEXT.zoom];
  cloudflare.settings.apiTokens = [NEXT.cloudflare];
  await leaves('afterwards');
  await engine.signal(runs['scheduled']!, 'startNow', { by: 'hr', reason: 'left' });
});

afterAll(async () => {
  await next?.drain();
  await old?.kill();
  await engine?.stop();
});

describe('the secrets of both providers, changed under a running engine', () => {
  it.each(LEAVERS)('keep nobody waiting: %s', async (name) => {
    const status = await engine.end(runs[name]!);
    expect(status).toMatchObject({ state: 'completed', needs: [] });
    expect(status.steps.map(({ attempts }) => attempts)).toEqual(status.steps.map(() => 1));
  });

  it('were refused nowhere', () => {
    const { zoom, cloudflare } = engine.simulators;
    const refused = [...zoom.requests(), ...cloudflare.requests()].filter(
      ({ status = 200 }) => status >= 400,
    );
    expect(refused).toEqual([]);
  });

  it('are of no use any more', async () => {
    const { zoom, cloudflare } = checkConfig(providerEnvironment(engine.simulators));
    const findings = [
      ...(await checkZoom(zoom, DEFAULT_POLICY)),
      ...(await checkCloudflare(cloudflare)),
    ];
    const failed = findings.filter(({ state }) => state === 'failed').map(({ check }) => check);
    expect(failed).toEqual(['Zoom token', 'Cloudflare token', 'Cloudflare reading']);
  });
});
