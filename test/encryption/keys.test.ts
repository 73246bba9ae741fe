import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, type Connection } from '@temporalio/client';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { connectTemporal } from '../../src/client/connection';
import {
  HR_EVENT,
  HR_EVENTS_WORKFLOW_TYPE,
  TASK_QUEUE,
  WORKFLOW_TYPE,
} from '../../src/domain/contract';
import { dataConverterFor } from '../../src/encryption/data-converter';
import type { Encryption } from '../../src/encryption/payload-key';
import { offboard } from '../cli/run-cli';
import { settingsFor } from '../client/settings';
import { environmentOf, newEncryption, newKey } from '../support/encryption';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture, occurred } from '../support/hr-event';
import { API_TOKEN, leaving, startIntake } from '../support/intake';
import { WorkerProcess, workerEnvironment } from '../support/worker-process';

const encryption = newEncryption('2026-01');
/** Another key under the same id: the worst of slips. */
const wrong: Encryption = { ...encryption, keys: [newKey('2026-01')] };
const foreign: Encryption = { ...encryption, keys: [newKey('other')] };

let engine: Engine;
let client: OffboardingClient;
let connection: Connection;
const clientWith = (keys: Encryption) =>
  connectOffboarding({ ...settingsFor(engine.namespace), encryption: keys });

beforeAll(async () => {
  engine = await Engine.start({ encryption });
  client = await clientWith(encryption);
  connection = await connectTemporal(settingsFor(engine.namespace));
});
afterAll(async () => {
  await connection.close();
  await client.close();
  await engine.stop();
});

/** Somebody whose run is there, and listed. */
async function scheduled(name: string): Promise<string> {
  const email = engine.addLeaver(`${name}@example.com`);
  await client.start({ email, effectiveAt: inFuture(DAY) });
  await eventually(
    () => client.runs.find({ states: ['scheduled'] }),
    (runs) => runs.some((run) => run.email === email),
  );
  return email;
}

const failedTasks = async (workflowId: string): Promise<string[]> => {
  const { events } = await engine.temporal.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(
    ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? [],
  );
};

describe('a namespace that is in clear until now', () => {
  it('is not written to with keys before its workers have them', async () => {
    await engine.restartWorkers({ encryption: undefined });
    const plain = await connectOffboarding(settingsFor(engine.namespace));
    const email = engine.addLeaver('in-clear@example.com');
    const { workflowId } = await plain.start({ email, effectiveAt: inFuture(DAY) });
    await plain.close();
    const keyed = (...words: string[]) =>
      offboard({ namespace: engine.namespace, environment: environmentOf(encryption) }, ...words);
    const { stdout } = await eventually(
      () => keyed('list', '--state', 'scheduled', '--json'),
      (ran) => ran.stdout.includes(email),
    );
    expect(stdout).toContain(workflowId);
    const before = await engine.temporal.workflow.count();
    for (const words of [
      ['start', 'new@example.com'],
      ['rescind', email, '--reason', 'x'],
    ])
      expect(await keyed(...words)).toMatchObject({
        ...{ exit: 2, stdout: '' },
        stderr: expect.stringMatching(/the workers there have no keys.*Start the workers with/s),
      });
    expect(await keyed('doctor')).toMatchObject({
      stdout: expect.stringContaining('the workers there have no keys'),
    });
    expect((await engine.temporal.workflow.count()).count).toBe(before.count);
    expect((await keyed('status', email)).stdout).toContain('scheduled');
    await engine.restartWorkers({ encryption });
    // They left no canary: their answers tell.
    expect(await client.start({ email })).toMatchObject({ workflowId, joined: true });
    await client.rescind(email, { by: 'hr', reason: 'stays' });
    expect((await client.wait(workflowId)).state).toBe('rescinded');
  });
});

describe('a worker without the key', () => {
  it('ends no run: its tasks fail and say why, until it has the key; then the run goes on', async () => {
    await engine.restartWorkers({ encryption: undefined });
    const email = engine.addLeaver('without-key@example.com');
    const { workflowId } = await client.start({ email, urgency: 'immediate' });
    const [message] = await eventually(
      () => failedTasks(workflowId),
      (messages) => messages.length > 0,
    );
    expect(message).toMatch(/key "2026-01", and OFFBOARDING_PAYLOAD_KEYS is not set here: set it/);
    await engine.restartWorkers({ encryption });
    expect((await client.wait(workflowId)).state).toBe('completed');
  });
});

describe('whoever else has other keys', () => {
  it('is told by every command which key is missing, and writes nothing', async () => {
    const email = await scheduled('told');
    const cli = (keys: Encryption | undefined, ...words: string[]) =>
      offboard(
        { namespace: engine.namespace, environment: keys ? environmentOf(keys) : {} },
        ...words,
      );
    const before = await engine.temporal.workflow.count();
    for (const words of [
      ['status', email],
      ['list'],
      ['start', 'new@example.com'],
      ['rescind', email, '--reason', 'x'],
    ])
      expect(await cli(foreign, ...words)).toMatchObject({
        ...{ exit: 2, stdout: '' },
        stderr: expect.stringContaining('the key "2026-01", which is not among'),
      });
    const json = await cli(undefined, 'start', 'new@example.com', '--json');
    expect(json.exit).toBe(2);
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: { code: 'undecryptable', message: expect.stringContaining('is not set here') },
    });
    // Under the id that its keys make there is none: that is no proof.
    expect(await cli(undefined, 'status', email)).toMatchObject({
      ...{ exit: 2, stdout: '' },
      stderr: expect.stringContaining('is not set here'),
    });
    const { stdout } = await cli(undefined, 'doctor', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ check: 'Payload keys', state: 'failed' }),
      ]),
    });
    expect((await engine.temporal.workflow.count()).count).toBe(before.count);
    expect(await cli(encryption, 'status', email)).toMatchObject({ exit: 0 });
  });

  it('is an intake that sends its senders away for now, and a page that says so', async () => {
    await scheduled('intake');
    const intake = await startIntake({ ...settingsFor(engine.namespace), encryption: wrong });
    try {
      const look = () => intake.get('/', { authorization: `Bearer ${API_TOKEN}` });
      await eventually(look, (page) => page.status === 503);
      const answer = await intake.post([leaving({ employee: { id: 'lost-1' } })]);
      expect(answer).toMatchObject({ status: 503, json: { error: { code: 'undecryptable' } } });
      expect(JSON.stringify(intake.log())).toContain('does not open with the key');
      await expect(client.hr.status('lost-1')).rejects.toThrow('HR told of nobody');
    } finally {
      await intake.close();
    }
  });

  it('is a worker that refuses to start', async () => {
    await scheduled('refused');
    const worker = WorkerProcess.run({ ...workerEnvironment(engine), ...environmentOf(foreign) });
    expect(await worker.ended()).toMatchObject({ code: 2 });
    expect(worker.output).toContain('the key \\"2026-01\\", which is not among');
    expect(worker.output).not.toContain(Buffer.from(foreign.keys[0]!.key).toString('base64'));
  });

  it('does not keep everybody else from the lists', async () => {
    const email = await scheduled('readable');
    const dataConverter = dataConverterFor(foreign);
    const other = new Client({ connection, namespace: engine.namespace, dataConverter });
    await other.workflow.start(WORKFLOW_TYPE, {
      ...{ workflowId: 'lost', taskQueue: 'nobody-serves-it' },
      memo: { email: 'lost@example.com' },
    });
    const found = await eventually(
      () => client.runs.find(),
      (runs) => runs.some((run) => run.workflowId === 'lost'),
    );
    expect(found.map((run) => run.email)).toContain(email);
    expect(found.find((run) => run.workflowId === 'lost')).not.toHaveProperty('email');
    expect(await client.status(email)).toMatchObject({ state: 'scheduled' });
  });
});

describe('keys', () => {
  it('change without a stop: the old one reads on, the newest writes', async () => {
    const email = await scheduled('rotated');
    const newest = newKey('2026-07');
    const rotated: Encryption = { ...encryption, keys: [newest, ...encryption.keys] };
    await engine.restartWorkers({ encryption: rotated });
    const later = await clientWith(rotated);
    try {
      expect((await later.start({ email })).joined).toBe(true);
      await later.startNow(email, { by: 'operator', reason: 'now' });
      expect((await later.wait(email)).state).toBe('completed');
      // Who has not been told of the new key yet.
      await expect(client.wait(email)).rejects.toThrow('the key "2026-07"');
    } finally {
      await later.close();
      await engine.restartWorkers({ encryption });
    }
  });
});

describe('what is in clear', () => {
  it('is read where it comes from the form of the Web UI', async () => {
    const email = engine.addLeaver('form@example.com');
    const form = new Client({ connection, namespace: engine.namespace });
    const args = [{ email }];
    await form.workflow.start(WORKFLOW_TYPE, { workflowId: 'form', taskQueue: TASK_QUEUE, args });
    expect((await client.wait('form')).state).toBe('completed');
    expect((await client.status(email)).email).toBe(email);
  });

  it('is found and joined while it is under way, where it was started before encryption was on', async () => {
    const email = engine.addLeaver('before@example.com');
    const cleared = new Client({ connection, namespace: engine.namespace });
    const workflowId = `offboarding-${email}`;
    const args = [{ email, effectiveAt: inFuture(DAY) }];
    await cleared.workflow.start(WORKFLOW_TYPE, { workflowId, taskQueue: TASK_QUEUE, args });
    expect(await client.start({ email })).toMatchObject({ workflowId, joined: true });
    expect((await client.status(email)).state).toBe('scheduled');
    // What nobody else can read would stand in its history for good.
    const other = await clientWith(wrong);
    await expect(other.startNow(workflowId, { by: 'it', reason: 'x' })).rejects.toThrow('2026-01');
    await expect(other.heldRuns.resetBreaker({})).rejects.toThrow('2026-01');
    await other.close();
    await client.rescind(email, { by: 'hr', reason: 'stays' });
    expect((await client.wait(workflowId)).state).toBe('rescinded');
  });

  it("takes HR's events on, where they began before encryption was on", async () => {
    const email = engine.addLeaver('hr-before@example.com');
    const before = new Client({ connection, namespace: engine.namespace });
    const workflowId = `hr-events-${email}`;
    const event = hrEvent({
      ...{ kind: 'terminate', employee: { email } },
      effective: { when: inFuture(DAY) },
    });
    await before.workflow.signalWithStart(HR_EVENTS_WORKFLOW_TYPE, {
      ...{ workflowId, taskQueue: TASK_QUEUE, signal: HR_EVENT, signalArgs: [event] },
    });
    await eventually(
      () => client.status(email),
      ({ state }) => state === 'scheduled',
    );
    await client.hrEvent(hrEvent({ kind: 'cancel', employee: { email }, ...occurred(1_000) }));
    expect((await client.wait(email)).state).toBe('rescinded');
  });
});
