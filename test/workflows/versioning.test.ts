import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture } from '../support/hr-event';
import { temporal } from '../support/temporal-command';
import { WorkerProcess } from '../support/worker-process';

/** The version, as Temporal's commands take it. */
const version = (buildId: string) => ['--deployment-name', 'offboarding', '--build-id', buildId];
let engine: Engine;
let client: OffboardingClient;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await client.close();
  await engine.stop();
});

const MOVE = ['workflow', 'update-options', '--versioning-override-behavior', 'auto_upgrade'];
const SCHEDULED_BEFORE =
  'TemporalWorkerDeploymentVersion = "offboarding:1.0.0" AND ExecutionStatus = "Running"';

/** A worker of this version, which gets all new runs from now on, as docs/operations.md has it. */
async function roll(buildId: string): Promise<WorkerProcess> {
  const worker = await WorkerProcess.start(engine, { OFFBOARDING_BUILD_ID: buildId });
  workers.push(worker);
  // A version is known to Temporal once its worker has asked for work.
  await eventually(() =>
    temporal(engine, 'worker', 'deployment', 'set-current-version', ...version(buildId), '--yes'),
  );
  return worker;
}

/** The versions that worked on a run, in their order. */
async function versionsOf(workflowId: string): Promise<string[]> {
  const { events } = await engine.temporal.workflow.getHandle(workflowId).fetchHistory();
  const used = (events ?? []).flatMap(
    (event) => event.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? [],
  );
  return [...new Set(used)];
}

describe('a rolling deploy', () => {
  it('ends a run on the version that it began on, gives new ones to the new, and takes the long-lived along', async () => {
    const old = await roll('1.0.0');
    const early = engine.addLeaver('early@example.com');
    const begun = await client.start({ email: early, effectiveAt: inFuture(DAY) });
    const employee = { email: engine.addLeaver('by.hr@example.com') };
    const effective = { when: inFuture(30 * DAY) };
    await client.hrEvent(hrEvent({ kind: 'terminate', employee, effective }));
    const scheduled = 'offboarding-by.hr@example.com';
    await engine.until(begun.workflowId, ({ state }) => state === 'scheduled');
    await eventually(() => engine.status(scheduled));

    await roll('1.1.0');
    const late = await client.start({ email: engine.addLeaver('late@example.com') });
    await client.startNow(begun.workflowId, { by: 'sam', reason: 'leaves today' });
    expect((await client.wait(late.workflowId)).state).toBe('completed');
    expect((await client.wait(begun.workflowId)).state).toBe('completed');
    expect(await versionsOf(late.workflowId)).toEqual(['1.1.0']);
    expect(await versionsOf(begun.workflowId)).toEqual(['1.0.0']);

    // HR's events are remembered for a year: they go on with the new version.
    const moved = { when: inFuture(40 * DAY) };
    await client.hrEvent(hrEvent({ kind: 'change', employee, effective: moved }));
    await eventually(
      () => versionsOf('hr-events-by.hr@example.com'),
      (versions) => versions.includes('1.1.0'),
    );

    // Whoever does not want to keep the old worker until the last scheduled run has ended moves them.
    await temporal(engine, ...MOVE, '--query', SCHEDULED_BEFORE, '--reason', '1.0.0 goes', '--yes');
    await eventually(
      () => temporal(engine, 'workflow', 'describe', '--workflow-id', scheduled),
      (text) => /AutoUpgrade/i.test(text),
    );
    await old.drain();
    await client.startNow(scheduled, { by: 'sam', reason: 'leaves today' });
    expect((await client.wait(scheduled)).state).toBe('completed');
    expect(await versionsOf(scheduled)).toEqual(['1.0.0', '1.1.0']);
  });
});
