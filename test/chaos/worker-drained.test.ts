import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../support/engine';
import { WorkerProcess } from '../support/worker-process';

const EMAIL = 'jane.doe@example.com';

let engine: Engine;
let worker: WorkerProcess;
let successor: WorkerProcess | undefined;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  worker = await WorkerProcess.start(engine);
}, 60_000);
afterAll(async () => {
  await worker?.drain();
  await successor?.drain();
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

describe('a worker that gets SIGTERM', () => {
  it('lets the call under way end, takes no other, and ends with 0', async () => {
    const { zoom } = engine.simulators;
    zoom.addFault({ call: 'updateStatus', user: EMAIL, delayMs: 4_000 });
    const id = await engine.begin({ email: EMAIL });
    while (zoom.requests({ call: 'updateStatus' }).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));

    const draining = worker.drain();
    const starting = WorkerProcess.start(engine);
    expect(await draining).toEqual({ code: 0, signal: null });
    expect(zoom.user(EMAIL)).toMatchObject({ status: 'inactive' });
    successor = await starting;

    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    expect(status.steps.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(zoom.requests({ call: 'updateStatus' })).toHaveLength(1);
    expect(await completedBy(id)).toMatchObject({
      deactivateZoomUser: String(worker.pid),
      rotateZoomPassword: String(successor.pid),
    });
  });
});
