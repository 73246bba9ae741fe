import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { WorkerProcess } from '../support/worker-process';

const EMAIL = 'jane.doe@example.com';
/** Longer than this test takes: the call takes effect, and its answer never comes. */
const NEVER = { delayMs: 600_000, applied: true } as const;

let engine: Engine;
let worker: WorkerProcess;
let successor: WorkerProcess;
let last: WorkerProcess | undefined;
beforeAll(async () => {
  // Patience above all that happens here, so that no stage goes ahead and the calls can be counted.
  engine = await Engine.start({ workers: false, policy: { stagePatience: '2m' } });
  worker = await WorkerProcess.start(engine, { WORKER_PORT: '0' });
});
afterAll(async () => {
  for (const one of [worker, successor, last]) await one?.drain();
  await engine?.stop();
});

/** Which process completed each activity of a run: `deactivateZoomUser` by `4711`. */
async function completedBy(workflowId: string): Promise<Record<string, string>> {
  const { events } = await engine.temporal.workflow.getHandle(workflowId).fetchHistory();
  const by: Record<string, string> = {};
  for (const { activityTaskCompletedEventAttributes: completed } of events ?? []) {
    if (!completed) continue;
    const scheduled = events?.find(({ eventId }) => eventId?.eq(completed.scheduledEventId ?? 0));
    const name = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? '';
    by[name] ??= completed.identity?.split('@')[0] ?? '';
  }
  return by;
}

/** Of the tries that are to be made again. */
async function lastFailures(workflowId: string) {
  const { raw } = await engine.temporal.workflow.getHandle(workflowId).describe();
  return raw.pendingActivities?.map(({ lastFailure: last }) => last?.applicationFailureInfo?.type);
}

const deactivations = (user: string) =>
  engine.simulators.zoom.requests({ call: 'updateStatus', user });
const isUnderWay = (user: string) =>
  eventually(
    async () => deactivations(user).length,
    (count) => count > 0,
  );

describe('a worker that gets SIGTERM', () => {
  it('lets the call under way end, takes no other, lives and is not ready meanwhile, and ends with 0', async () => {
    const { zoom } = engine.simulators;
    zoom.addFault({ call: 'updateStatus', user: EMAIL, delayMs: 4_000 });
    const id = await engine.begin({ email: EMAIL });
    await isUnderWay(EMAIL);
    const probes = await worker.probes();

    worker.signal('SIGTERM');
    await worker.said('worker stops');
    const [ready, lives] = await Promise.all([fetch(`${probes}/readyz`), fetch(`${probes}/livez`)]);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { because: [{ code: 'draining' }] },
    ]);
    expect(lives.status).toBe(200);
    // npm hands Ctrl-C on to a process that has got it already.
    worker.signal('SIGINT');

    const starting = WorkerProcess.start(engine, { WORKER_DRAIN_TIME: '500ms' });
    expect(await worker.ended()).toEqual({ code: 0, signal: null });
    expect(zoom.user(EMAIL)).toMatchObject({ status: 'inactive' });
    successor = await starting;

    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    expect(status.steps.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(deactivations(EMAIL)).toHaveLength(1);
    expect(await completedBy(id)).toMatchObject({
      deactivateZoomUser: String(worker.pid),
      rotateZoomPassword: String(successor.pid),
    });
  });

  it('cuts calls off that hang for longer than it may drain, and another takes the runs over', async () => {
    const { zoom } = engine.simulators;
    const begin = async (name: string) => {
      const email = engine.addLeaver(`${name}@example.com`);
      zoom.addFault({ call: 'updateStatus', user: email, ...NEVER });
      const id = await engine.begin({ email });
      await isUnderWay(email);
      return { email, id };
    };
    const again = await begin('tried-again');
    await engine.usePolicy({ stagePatience: '2m', retry: { maximumAttempts: 1 } });
    const once = await begin('tried-once');

    successor.signal('SIGTERM');
    expect(await successor.ended()).toEqual({ code: 0, signal: null });
    // By the drain, before the call's own time was over; and Temporal knows, so that nobody waits for a heartbeat.
    expect(await lastFailures(again.id)).toEqual(['WorkerShutdown']);
    expect(await lastFailures(once.id)).toEqual([]);
    last = await WorkerProcess.start(engine, {});

    for (const { email, id } of [again, once]) {
      expect(await engine.end(id)).toMatchObject({ state: 'completed', needs: [] });
      expect(deactivations(email)).toHaveLength(2);
      expect(zoom.user(email)).toMatchObject({ passwordChanges: 1, sessions: 0 });
      expect(await completedBy(id)).toMatchObject({
        revokeZoomSsoToken: String(successor.pid),
        deactivateZoomUser: String(last.pid),
      });
    }
  });
});
