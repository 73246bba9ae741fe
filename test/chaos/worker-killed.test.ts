import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OffboardingStatus } from '../../src/domain/status';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { WorkerProcess } from '../support/worker-process';

/** No try is answered before the worker is killed, however many a slow machine makes until then. */
const NEVER = { delayMs: 60_000, applied: true, times: 'always' } as const;
const BY = { by: 'hr', reason: 'while no worker was there' };
const TOMORROW = new Date(Date.now() + 24 * 3600_000).toISOString();

/** One leaver for each call to be interrupted: it has taken effect at the provider, and the worker never learns. */
const INTERRUPTED = [
  { step: 'revokeZeroTrustTokens', provider: 'cloudflare', call: 'revokeUser', skip: 0 },
  { step: 'revokeZoomSsoToken', provider: 'zoom', call: 'revokeToken', skip: 0 },
  { step: 'readZoomUser', provider: 'zoom', call: 'getUser', skip: 0 },
  { step: 'deactivateZoomUser', provider: 'zoom', call: 'updateStatus', skip: 0 },
  { step: 'rotateZoomPassword', provider: 'zoom', call: 'updatePassword', skip: 0 },
  { step: 'sweepSessions', provider: 'cloudflare', call: 'revokeUser', skip: 1 },
  { step: 'verifyAccessRemoved', provider: 'cloudflare', call: 'listActiveSessions', skip: 0 },
] as const;
/** Of a run that nothing disturbs: the sweep revokes again, the verification reads the user again. */
const USUAL_CALLS = {
  revokeUser: 2,
  revokeToken: 2,
  getUser: 2,
  updateStatus: 1,
  updatePassword: 1,
  listActiveSessions: 1,
};
const WAITING = ['rescinded', 'hurried', 'moved', 'overdue', 'patient'] as const;

const emailOf = (name: string) => `${name.toLowerCase()}@example.com`;
const calls = (email: string) => {
  const { zoom, cloudflare } = engine.simulators;
  return [...zoom.requests({ user: email }), ...cloudflare.requests({ user: email })].map(
    ({ call }) => call,
  );
};
const countsOf = (email: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const call of calls(email)) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
};
const stepOf = (status: OffboardingStatus, name: string) =>
  status.steps.find(({ step }) => step === name);

let engine: Engine;
let successor: WorkerProcess;
/** Workflow ids, by leaver. */
const runs: Record<string, string> = {};

async function begin(name: string, more: object = {}): Promise<void> {
  const { zoom, cloudflare } = engine.simulators;
  zoom.addUser({ email: emailOf(name) });
  cloudflare.addUser({ email: emailOf(name), sessions: 1 });
  runs[name] = await engine.begin({ email: emailOf(name), ...more });
}

/** What lets the calls to come through again. */
const held: (() => Promise<unknown>)[] = [];
function hold(provider: 'cloudflare' | 'zoom', fault: object): void {
  const { id } = engine.simulators[provider].addFault({ ...fault, ...NEVER });
  const { url } = engine.simulators[provider];
  held.push(() => fetch(`${url}/_control/faults/${id}`, { method: 'DELETE' }));
}

/** The call was made, and its last try is not answered. */
function isUnderWay({ step, provider, call, skip }: (typeof INTERRUPTED)[number]): boolean {
  const requests = engine.simulators[provider].requests({ call, user: emailOf(step) });
  return requests.length > skip && requests.at(-1)?.status === undefined;
}

const underWayIn = async (name: string): Promise<number> => {
  const { raw } = await engine.temporal.workflow.getHandle(runs[name]!).describe();
  return raw.pendingActivities?.length ?? 0;
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

beforeAll(async () => {
  // Sweeps of blocked runs would only blur the counts.
  // Patience above the time in which a lost worker is noticed: no stage goes ahead, and so no cut comes late and
  // wants a sweep of its own. That makes the calls countable.
  const retry = { initialInterval: '50ms', maximumInterval: '200ms', maximumAttempts: 1_000 };
  const policy = { sweepInterval: '10m', stagePatience: '10m', retry };
  engine = await Engine.start({ workers: false, policy });
  engine.simulators.zoom.settings.rateLimited = false;
  const worker = await WorkerProcess.start(engine);
  for (const name of WAITING) await begin(name, { effectiveAt: TOMORROW });
  for (const name of WAITING) await engine.until(runs[name]!, ({ state }) => state === 'scheduled');

  for (const { step, provider, call, skip } of INTERRUPTED) {
    hold(provider, { call, user: emailOf(step), skip });
    await begin(step);
  }
  hold('zoom', { call: 'updateStatus', user: emailOf('regretted') });
  await begin('regretted');
  const { zoom } = engine.simulators;
  zoom.addFault({ call: 'updateStatus', user: emailOf('refusedSince'), ...NEVER, times: 1 });
  const limit = { fault: 'zoom.any.429.perSecond.seconds', retryAfterSeconds: 600 } as const;
  zoom.addFault({ call: 'updateStatus', user: emailOf('refusedSince'), skip: 1, ...limit });
  await begin('refusedSince');
  await until(
    () =>
      INTERRUPTED.every(isUnderWay) &&
      ['regretted', 'refusedSince'].every((name) => calls(emailOf(name)).includes('updateStatus')),
  );
  // What ran beside the call is known to Temporal: else it would be done again, too.
  for (const { step } of INTERRUPTED)
    await eventually(
      () => underWayIn(step),
      (n) => n === 1,
    );
  // Due while no worker is there.
  const soon = new Date(Date.now() + 6_000).toISOString();
  await engine.signal(runs['overdue']!, 'reschedule', { ...BY, effectiveAt: soon });
  await engine.until(runs['overdue']!, ({ effectiveAt }) => effectiveAt === soon);
  await worker.kill();
  for (const release of held) await release();

  await begin('newcomer');
  await engine.signal(runs['rescinded']!, 'rescind', BY);
  await engine.signal(runs['hurried']!, 'startNow', BY);
  await engine.signal(runs['moved']!, 'reschedule', {
    ...BY,
    effectiveAt: new Date(Date.now() + 1_000).toISOString(),
  });
  await engine.signal(runs['regretted']!, 'rescind', BY);
  successor = await WorkerProcess.start(engine);
});

afterAll(async () => {
  await successor?.drain();
  await engine?.stop();
});

describe('a worker that is killed in mid-step', () => {
  it.each(INTERRUPTED)(
    '$step: the next worker tries it again, and the run ends right',
    async ({ step, call }) => {
      const email = emailOf(step);
      const status = await engine.end(runs[step]!);
      expect(status).toMatchObject({ state: 'completed', needs: [] });
      const { state, attempts = 0 } = stepOf(status, step) ?? {};
      expect(state).toBe('done');
      expect(attempts).toBeGreaterThanOrEqual(2);
      const { entries } = await engine.report(runs[step]!);
      const tries = entries.flatMap((entry) =>
        entry.kind === 'attempt' && entry.step === step
          ? [[entry.attempt, entry.outcome, entry.code].join(' ').trim()]
          : [],
      );
      // On a busy machine the kill may come when the call's own time is over, and more than once.
      const unanswered = Array.from({ length: attempts - 1 }, (_, index) =>
        expect.stringMatching(`^${index + 1} (lost|failed \\w+\\.timeout)$`),
      );
      expect(tries).toEqual([...unanswered, `${attempts} done`]);
      const { zoom, cloudflare } = engine.simulators;
      expect(zoom.user(email)).toMatchObject({ status: 'inactive', sessions: 0 });
      expect(cloudflare.user(email)).toMatchObject({ sessions: 0 });

      const usual = { ...USUAL_CALLS, [call]: USUAL_CALLS[call] + attempts - 1 };
      expect(countsOf(email)).toMatchObject(usual);
      // Each try has a password of its own, so a change that had landed does no harm.
      expect(zoom.user(email)?.passwordChanges).toBe(usual.updatePassword);
      expect(calls(email).indexOf('updateStatus')).toBeLessThan(
        calls(email).indexOf('updatePassword'),
      );
    },
  );

  it('a rescind that came meanwhile restores what the interrupted call had done', async () => {
    const status = await engine.end(runs['regretted']!);
    expect(status.state).toBe('rescinded');
    expect(stepOf(status, 'deactivateZoomUser')).toMatchObject({ state: 'reversed' });
    expect(engine.simulators.zoom.user(emailOf('regretted'))).toMatchObject({
      status: 'active',
      type: 2,
      passwordChanges: 0,
    });
  });
});

describe('a call that was lost, and then refused', () => {
  it('may have been done the first time: a rescind takes it back', async () => {
    const id = runs['refusedSince']!;
    const isRefused = (now: OffboardingStatus) =>
      stepOf(now, 'deactivateZoomUser')?.code === 'zoom.429.429';
    const waits = await engine.until(id, isRefused);
    // The second; a later one where the kill came between two.
    const { state, attempts } = stepOf(waits, 'deactivateZoomUser') ?? {};
    expect(state).toBe('retrying');
    expect(attempts).toBeGreaterThanOrEqual(2);
    await engine.signal(id, 'rescind', BY);
    expect(await engine.end(id)).toMatchObject({ state: 'rescinded' });
    expect(engine.simulators.zoom.user(emailOf('refusedSince'))).toMatchObject({
      status: 'active',
    });
  });
});

describe('while no worker is there', () => {
  it('a run that is started waits, and is done by the next worker', async () => {
    const status = await engine.end(runs['newcomer']!);
    expect(status.state).toBe('completed');
    expect(status.steps.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('a rescind before the effective time ends the run with nothing done', async () => {
    expect(await engine.end(runs['rescinded']!)).toMatchObject({ state: 'rescinded' });
    expect(calls(emailOf('rescinded'))).toEqual([]);
  });

  it.each(['hurried', 'moved', 'overdue'] as const)('a run that is %s goes on', async (name) => {
    const status = await engine.end(runs[name]!);
    expect(status.state).toBe('completed');
    expect(countsOf(emailOf(name))).toMatchObject(USUAL_CALLS);
    if (name === 'overdue')
      expect(Date.parse(status.startedAt!)).toBeGreaterThanOrEqual(Date.parse(status.effectiveAt));
  });

  it('a run that waits for its time waits on', async () => {
    const id = runs['patient']!;
    expect(await engine.status(id)).toMatchObject({ state: 'scheduled', effectiveAt: TOMORROW });
    expect(calls(emailOf('patient'))).toEqual([]);
    await engine.signal(id, 'startNow', BY);
    expect(await engine.end(id)).toMatchObject({ state: 'completed' });
  });
});
