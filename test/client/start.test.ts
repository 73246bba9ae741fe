import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { InvalidRequest } from '../../src/client/errors';
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

const newEmail = () => `${randomUUID()}@example.com`;
const describeRun = (workflowId: string) =>
  engine.temporal.workflow.getHandle(workflowId).describe();

describe('starting', () => {
  it('begins a run under the id of the leaver', async () => {
    const email = newEmail();
    const started = await client.start({ email: ` ${email.toUpperCase()} ` });
    expect(started).toEqual({
      workflowId: `offboarding-${email}`,
      runId: expect.any(String),
      joined: false,
    });
    expect((await describeRun(started.workflowId)).runId).toBe(started.runId);
  });

  it('prefers the employee id: an e-mail may change', async () => {
    const employeeId = randomUUID();
    const { workflowId } = await client.start({ email: newEmail(), employeeId });
    expect(workflowId).toBe(`offboarding-${employeeId}`);
  });

  it('says it all to Temporal: what, how urgent, and what to find it by', async () => {
    const employeeId = randomUUID();
    const email = newEmail();
    const { workflowId } = await client.start({
      email,
      employeeId,
      urgency: 'immediate',
      source: 'test',
      effectiveAt: '2036-11-27T17:00:00+01:00',
    });
    const run = await describeRun(workflowId);
    expect(run.type).toBe('offboardEmployee');
    expect(run.taskQueue).toBe('offboarding');
    expect(run.priority?.priorityKey).toBe(1);
    expect(await run.staticSummary()).toBe(`Offboard ${email}`);
    const found = run.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(found)).toEqual({
      EmployeeId: employeeId,
      OffboardingSource: 'test',
      OffboardingEffectiveAt: new Date('2036-11-27T16:00:00Z'),
    });
  });

  it.each([
    ['standard', 3],
    ['bulk', 5],
  ])('gives %s its priority', async (urgency, priorityKey) => {
    const { workflowId } = await client.start({ email: newEmail(), urgency });
    expect((await describeRun(workflowId)).priority?.priorityKey).toBe(priorityKey);
  });
});

describe('a second trigger', () => {
  it('joins the run that is under way', async () => {
    const email = newEmail();
    const first = await client.start({ email });
    const second = await client.start({ email, urgency: 'immediate' });
    expect(second).toEqual({ ...first, joined: true });
  });

  it('joins it also when many come at once: one run, one that says it began it', async () => {
    const email = newEmail();
    const starts = await Promise.all(Array.from({ length: 8 }, () => client.start({ email })));
    expect(new Set(starts.map(({ runId }) => runId)).size).toBe(1);
    expect(starts.filter(({ joined }) => !joined)).toHaveLength(1);
  });

  it('begins anew after the end: a rehired person leaves again', async () => {
    const email = newEmail();
    const first = await client.start({ email });
    await engine.temporal.workflow.getHandle(first.workflowId).terminate();
    const second = await client.start({ email });
    expect(second.joined).toBe(false);
    expect(second.runId).not.toBe(first.runId);
  });
});

describe('a dry run', () => {
  it('neither joins the real run nor stands in its way', async () => {
    const email = newEmail();
    const dry = await client.start({ email, dryRun: true });
    const real = await client.start({ email });
    expect(dry.workflowId).toBe(`offboarding-${email}-dry-run`);
    expect(real).toMatchObject({ workflowId: `offboarding-${email}`, joined: false });
    expect(await (await describeRun(dry.workflowId)).staticSummary()).toContain('dry run');
  });
});

describe('a wrong request', () => {
  it.each<[string, unknown, (string | undefined)[]]>([
    ['no object', 'jane@example.com', [undefined]],
    ['nothing', undefined, [undefined]],
    ['no e-mail', {}, ['email']],
    [
      'several faults',
      { email: 'jane', urgency: 'now', dryRun: 'yes' },
      ['email', 'urgency', 'dryRun'],
    ],
    ['an unknown field', { email: 'jane@example.com', mail: 'x' }, ['mail']],
    [
      'the account of the integration',
      { email: 'jane@example.com', zoomUserId: 'me' },
      ['zoomUserId'],
    ],
  ])('of %s is not sent, each field named', async (_what, request, fields) => {
    const error: unknown = await client.start(request).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidRequest);
    expect((error as InvalidRequest).faults.map(({ field }) => field)).toEqual(fields);
  });
});
