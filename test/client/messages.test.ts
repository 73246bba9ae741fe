import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineSearchAttributeKey } from '@temporalio/common';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { WORKFLOW_TYPE } from '../../src/domain/contract';
import { eventually } from '../support/eventually';
import { Engine } from '../support/engine';
import { settingsFor } from './settings';

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const said = { by: 'Ann', reason: 'because' };
const later = { ...said, effectiveAt: '2036-11-27T17:00:00+01:00' };
const decision = { ...said, step: 'deactivateZoomUser', decision: 'retry' };
const newRun = async () => {
  const email = `${randomUUID()}@example.com`;
  return { email, ...(await client.start({ email })) };
};
const terminate = (workflowId: string) =>
  engine.temporal.workflow.getHandle(workflowId).terminate('by hand');

describe('without a worker', () => {
  it.each([
    ['status', (id: string) => client.status(id)],
    ['report', (id: string) => client.report(id)],
    ['decide', (id: string) => client.decide(id, decision)],
    ['release', (id: string) => client.release(id, said)],
  ])('%s says that none is there', async (_what, ask) => {
    const { workflowId } = await newRun();
    await expect(ask(workflowId)).rejects.toMatchObject({
      code: 'no_worker',
      message: expect.stringContaining('npm run worker'),
    });
  });

  it('signals are kept for the worker to come', async () => {
    const { email, workflowId } = await newRun();
    expect(await client.reschedule(email, later)).toEqual({ workflowId });
    await client.startNow(email, said);
    await client.rescind(email.toUpperCase(), said);
    const { events } = await engine.temporal.workflow.getHandle(workflowId).fetchHistory();
    const signals = events?.flatMap(
      ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? [],
    );
    expect(signals).toEqual(['reschedule', 'startNow', 'rescind']);
  });
});

describe('finding a run', () => {
  it('by an e-mail that is not in its workflow id', async () => {
    const email = engine.addLeaver('known.by.number@example.com');
    const effectiveAt = new Date(Date.now() + 86_400_000).toISOString();
    const { workflowId } = await client.start({ email, employeeId: 'E-77', effectiveAt });
    const found = await eventually(() => client.rescind(email.toUpperCase(), said));
    expect(found).toEqual({ workflowId });
  });

  it('by an employee id that is not in its workflow id', async () => {
    const employeeId = `O'Neil ${randomUUID()}`;
    const workflowId = randomUUID();
    await engine.temporal.workflow.start(WORKFLOW_TYPE, {
      taskQueue: 'offboarding',
      workflowId,
      args: [{ email: 'x@example.com', employeeId }],
      typedSearchAttributes: [
        { key: defineSearchAttributeKey('EmployeeId', 'KEYWORD'), value: employeeId },
      ],
    });
    // What was just started can be searched for after a moment only.
    const found = await eventually(() => client.rescind(employeeId, said));
    expect(found).toEqual({ workflowId });
  });

  it('fails with the ways to look for it', async () => {
    await expect(client.status('nobody@example.com')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('"nobody@example.com"'),
    });
  });

  it('does not take a run of another kind for one of ours', async () => {
    const workflowId = `offboarding-${randomUUID()}`;
    await engine.temporal.workflow.start('other', { taskQueue: 'other', workflowId });
    await expect(client.rescind(workflowId, said)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a message that cannot be right', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['rescind', () => client.rescind('x', { by: 'Ann' }), 'reason'],
    ['startNow', () => client.startNow('x', { ...said, by: '  ' }), 'by'],
    ['release', () => client.release('x', { ...said, extra: 1 }), 'extra'],
    ['reschedule', () => client.reschedule('x', { ...said, effectiveAt: 'soon' }), 'effectiveAt'],
    ['decide', () => client.decide('x', { ...decision, step: 'sing' }), 'step'],
  ])('%s is not sent', async (_what, send, field) => {
    await expect(send()).rejects.toMatchObject({
      code: 'invalid_request',
      faults: [expect.objectContaining({ field })],
    });
  });
});

describe('a run that was cut off', () => {
  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['rescind', (id) => client.rescind(id, said), 'activate the user in Zoom'],
    ['reschedule', (id) => client.reschedule(id, later), 'npx offboard start'],
    ['startNow', (id) => client.startNow(id, said), 'npx offboard start'],
    ['decide', (id) => client.decide(id, decision), 'npx offboard start'],
    ['release', (id) => client.release(id, said), 'npx offboard start'],
  ])('takes no %s, and says what can be done by hand', async (_what, send, words) => {
    const { workflowId } = await newRun();
    await terminate(workflowId);
    await expect(send(workflowId)).rejects.toMatchObject({
      code: 'already_ended',
      message: expect.stringContaining(words),
    });
  });

  it('does not pass for one that goes on', async () => {
    const { workflowId } = await newRun();
    await terminate(workflowId);
    await expect(client.status(workflowId)).rejects.toMatchObject({
      code: 'already_ended',
      message: expect.stringContaining('was terminated: by hand'),
    });
  });

  it('ends a wait for its end', async () => {
    const { workflowId } = await newRun();
    const waiting = expect(client.wait(workflowId)).rejects.toMatchObject({
      code: 'already_ended',
    });
    await terminate(workflowId);
    await waiting;
  });
});
