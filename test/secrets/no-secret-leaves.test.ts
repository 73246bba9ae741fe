import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isFinal, type OffboardingStatus } from '../../src/domain/status';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { WorkerProcess } from '../support/worker-process';
import { ECHOES, startEchoingProxy, type EchoingProxy, type Secrets } from './echoing-proxy';
import { describe as describeRun, evidenceOf } from './evidence';
import { findSecrets, type Haystacks } from './find-secrets';
import { addLeaver, echoedLeavers, faultyLeavers, type Leaver } from './leavers';

const OPERATOR = { by: 'operator', reason: 'test' };
const POLICY = {
  sweepInterval: '1m',
  passwordLimitDelay: '1h',
  adminAccounts: 'demote',
  endLiveMeetings: true,
  freeZeroTrustSeat: true,
};
const OAUTH_FAULTS = ['invalid_client', 'invalid_grant', 'invalid_request'] as const;

const secrets: Secrets = new Map();
const logs: Haystacks = {};
const runs: Haystacks = {};
const leavers: Leaver[] = [];
let pendingActivities = 0;

let engine: Engine;
let worker: WorkerProcess;
let successor: WorkerProcess;
let zoom: EchoingProxy;
let cloudflare: EchoingProxy;

beforeAll(async () => {
  engine = await Engine.start({ workers: false, policy: POLICY });
  const { simulators } = engine;
  for (const { settings } of [simulators.zoom, simulators.cloudflare]) settings.rateLimited = false;
  zoom = await startEchoingProxy(simulators.zoom.url, secrets);
  cloudflare = await startEchoingProxy(simulators.cloudflare.url, secrets);
  const { clientId, clientSecret } = simulators.zoom.credentials;
  const { apiToken, apiKey } = simulators.cloudflare.credentials;
  secrets.set(clientSecret, 'client secret').set(apiToken, 'API token').set(apiKey, 'API key');
  secrets.set(Buffer.from(`${clientId}:${clientSecret}`).toString('base64'), 'Basic value');

  worker = await startWorker();
  await everyPath();
  await everyTokenFault();
  await gather();
  await cutOff();
  const { zoneId, email } = simulators.cloudflare.credentials;
  successor = await startWorker({
    CLOUDFLARE_API_TOKEN: undefined,
    CLOUDFLARE_ACCOUNT_ID: undefined,
    CLOUDFLARE_ZONE_ID: zoneId,
    CLOUDFLARE_EMAIL: email,
    CLOUDFLARE_API_KEY: apiKey,
  });
  await settle(...echoedLeavers(engine, 2));
  await engine.end('crashed');
  await gather();
  await successor.drain();
  logs['first worker'] = worker.output;
  logs['second worker'] = successor.output;
}, 480_000);

afterAll(async () => {
  await worker?.kill();
  await successor?.kill();
  await engine?.stop();
  await zoom?.server.close();
  await cloudflare?.server.close();
});

const startWorker = (changes: NodeJS.ProcessEnv = {}) =>
  WorkerProcess.start(engine, {
    OFFBOARDING_LOG_LEVEL: 'trace',
    ZOOM_API_URL: `${zoom.server.url}/v2`,
    ZOOM_OAUTH_URL: `${zoom.server.url}/oauth/token`,
    CLOUDFLARE_API_URL: `${cloudflare.server.url}/client/v4`,
    ...changes,
  });

async function begin(...added: Leaver[]): Promise<void> {
  leavers.push(...added);
  await Promise.all(added.map(({ id, email }) => engine.begin({ email }, id)));
}

/** Nothing under way: ended, or waiting for a person or for a time that is not near. */
function isQuiet({ state, steps, needs }: OffboardingStatus): boolean {
  if (isFinal(state)) return true;
  const soon = Date.now() + 5_000;
  const waits = ({ state: step, nextAttemptAt = '' }: OffboardingStatus['steps'][number]) =>
    step === 'retrying' && Date.parse(nextAttemptAt) > soon;
  const busy = steps.some((step) => ['running', 'retrying'].includes(step.state) && !waits(step));
  return !busy && (needs.length > 0 || steps.some(waits));
}

/** At once; hundreds of runs, at a worker that writes down all it does, would keep each other waiting. */
const WAVE = 60;

/** Begins the runs, wave by wave, and goes on when nothing of theirs is under way. */
async function settle(...added: Leaver[]): Promise<void> {
  for (let first = 0; first < added.length; first += WAVE) {
    const wave = added.slice(first, first + WAVE);
    await begin(...wave);
    for (const { id } of wave) await engine.until(id, isQuiet);
  }
}

/** Adds what there is to see of the runs so far, while their worker has them at hand. */
async function gather(): Promise<void> {
  // A few at a time: hundreds of queries at once wait longer for the one worker than the server lets them.
  while (leavers.length > 0) {
    const gathered = leavers.splice(0, 10).map(async ({ id }) => {
      const { pendingActivities: pending } = await describeRun(engine, id);
      pendingActivities += pending?.length ?? 0;
      Object.assign(runs, await evidenceOf(engine, id));
    });
    await Promise.all(gathered);
  }
}

/** The good path, an administrator, and every way in which a provider can refuse, fail or echo. */
async function everyPath(): Promise<void> {
  const { simulators } = engine;
  const admin = addLeaver(simulators, 'admin', 'admin', { role_id: '1' });
  const ordinary = addLeaver(simulators, 'good path', 'ordinary');
  await settle(ordinary, admin, ...faultyLeavers(engine), ...echoedLeavers(engine, 1));
  await failedAndUnderWay();
}

/** Activities whose next try is an hour away: Temporal shows their last failure for so long. */
async function failedAndUnderWay(): Promise<void> {
  const anHour = { initialInterval: '1h', maximumInterval: '1h' };
  await engine.usePolicy({ ...POLICY, retry: anHour });
  await settle(addLeaver(engine.simulators, 'under way', 'later.under-way'));
  await engine.usePolicy(POLICY);
}

/** The token endpoint refuses, and in the end answers with the Basic header it was sent. */
async function everyTokenFault(): Promise<void> {
  const { zoom: account } = engine.simulators;
  for (const fault of OAUTH_FAULTS) {
    account.addFault({ fault: `zoom.oauth.400.${fault}`, times: 2 });
    account.revokeAccessTokens();
    await settle(addLeaver(engine.simulators, fault, `oauth-${fault.replace('_', '-')}`));
  }
  for (const name of ['message', 'page', 'mirror'] as const) {
    account.clearFaults();
    account.revokeAccessTokens();
    zoom.echoAll = ECHOES[name];
    await settle(addLeaver(engine.simulators, `token echo ${name}`, `oauth-${name}`));
    zoom.echoAll = undefined;
  }
}

/** A run is terminated while its call is under way; another loses its worker while its password is changed. */
async function cutOff(): Promise<void> {
  const { simulators } = engine;
  const crashed = addLeaver(simulators, 'crashed', 'crashed');
  const never = { delayMs: 60_000, times: 'always' } as const;
  simulators.zoom.addFault({ call: 'updatePassword', user: crashed.email, ...never });
  await begin(crashed);
  await passwordIsAsked(crashed);
  // On a busy machine the call may have ended before its run does: then another one is terminated.
  const isTold = () => worker.output.includes('could not tell the run about a retry');
  for (let tries = 1; !isTold() && tries <= 10; tries += 1) await terminate(`terminated ${tries}`);
  await worker.said('could not tell the run about a retry');
  await worker.kill();
  simulators.zoom.clearFaults();
}

/** Terminates a run while its call is under way, and goes on when the call must be over. */
async function terminate(id: string): Promise<void> {
  const { simulators } = engine;
  const leaver = addLeaver(simulators, id, id.replace(' ', '-'));
  // Answered before the activity's first heartbeat, which would call it off.
  const slow = { delayMs: 1_200, fault: 'zoom.any.503' } as const;
  simulators.zoom.addFault({ call: 'updatePassword', user: leaver.email, ...slow });
  await engine.begin({ email: leaver.email }, leaver.id);
  await passwordIsAsked(leaver);
  await engine.temporal.workflow.getHandle(leaver.id).terminate(OPERATOR.reason);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

const passwordIsAsked = ({ email }: Leaver) =>
  eventually(
    async () => engine.simulators.zoom.requests({ call: 'updatePassword', user: email }).length,
    (count) => count > 0,
  );

describe('secrets', () => {
  it('were there to be leaked', () => {
    const kinds = [...secrets.values()].map((name) => name.replace(/ \d+$/, ''));
    for (const kind of ['client secret', 'Basic value', 'API token', 'API key'])
      expect(kinds).toContain(kind);
    expect(kinds.filter((kind) => kind === 'access token').length).toBeGreaterThan(5);
    expect(kinds.filter((kind) => kind === 'password').length).toBeGreaterThan(50);
    // What is searched is readable: else nothing would ever be found.
    expect(Buffer.from(runs['history of good path']!).includes('ordinary@example.com')).toBe(true);
    expect(runs['report of admin']).toContain('withdrawZoomRole');
    expect(logs['first worker']).toContain('"level":20');
    expect(pendingActivities).toBeGreaterThan(0);
  });

  it('are in no history, no description of a run and no answer to a query', () => {
    expect(findSecrets(runs, secrets)).toEqual([]);
  });

  it('are in nothing that a worker writes, at its most talkative', () => {
    expect(findSecrets(logs, secrets)).toEqual([]);
  });
});
