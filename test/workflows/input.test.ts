import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import { defineSearchAttributeKey, type ApplicationFailure } from '@temporalio/common';
import { TASK_QUEUE } from '../../src/domain/contract';
import { Engine } from '../support/engine';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

const failureOf = async (workflowId: string): Promise<ApplicationFailure> => {
  const error = await engine.end(workflowId).then(
    (status) => new Error(`It ended ${status.state}.`),
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause as ApplicationFailure;
};

/** Each with what the message must name. */
const WRONG_INPUTS: [string, unknown, RegExp][] = [
  ['nothing', undefined, /one JSON object such as \{"email"/],
  ['null', null, /one JSON object/],
  ['a text', 'jane.doe@example.com', /one JSON object/],
  ['a number', 7, /one JSON object/],
  ['a list', [{ email: 'jane.doe@example.com' }], /one JSON object/],
  ['an empty object', {}, /must be the work e-mail[^]*at email/],
  ['an e-mail that is none', { email: 'jane' }, /must be an e-mail address[^]*at email/],
  ['an e-mail of another type', { email: 5 }, /must be the work e-mail[^]*at email/],
  ['an empty e-mail', { email: '' }, /at email/],
  ['an endless e-mail', { email: `${'a'.repeat(300)}@example.com` }, /longer than 254[^]*at email/],
  ['an unknown field', { email: 'jane.doe@example.com', emial: 'x' }, /emial/],
  ['the user "me"', { email: 'jane.doe@example.com', zoomUserId: 'me' }, /"me"[^]*at zoomUserId/],
  ['the user "ME"', { email: 'jane.doe@example.com', zoomUserId: ' ME ' }, /at zoomUserId/],
  [
    'a date without a zone',
    { email: 'jane.doe@example.com', effectiveAt: '2026-12-24T17:00:00' },
    /offset[^]*at effectiveAt/,
  ],
  [
    'a day that does not exist',
    { email: 'jane.doe@example.com', effectiveAt: '2026-02-30T17:00:00Z' },
    /at effectiveAt/,
  ],
  [
    'a year that nobody means',
    { email: 'jane.doe@example.com', effectiveAt: '9999-12-31T23:59:59-05:00' },
    /between the years 1970 and 2200[^]*at effectiveAt/,
  ],
  [
    'an urgency that is none',
    { email: 'jane.doe@example.com', urgency: 'asap' },
    /immediate[^]*at urgency/,
  ],
  ['a number as employee id', { email: 'jane.doe@example.com', employeeId: 17 }, /at employeeId/],
  [
    'a text as dry run',
    { email: 'jane.doe@example.com', dryRun: 'yes' },
    /true or false[^]*at dryRun/,
  ],
  [
    'many faults at once',
    { email: 'x', urgency: 'y', dryRun: 3 },
    /at email[^]*at urgency[^]*at dryRun/,
  ],
];

describe('a run started with', () => {
  it.each(WRONG_INPUTS)(
    '%s ends Failed with a message that a person can act on',
    async (_what, input, message) => {
      const failure = await failureOf(await engine.begin(input));
      expect(failure.type).toBe('InvalidInput');
      expect(failure.message).toMatch(message);
      expect(engine.simulators.zoom.requests()).toEqual([]);
    },
  );

  it('a second argument ends as if there were none', async () => {
    const workflowId = `test-${randomUUID()}`;
    const forged = { final: 'completed', steps: [], entries: [], reversals: [] };
    await engine.temporal.workflow.start('offboardEmployee', {
      taskQueue: TASK_QUEUE,
      workflowId,
      args: [{ email: 'nobody.at.all@example.com', dryRun: true }, forged],
    });
    const status = await engine.end(workflowId);
    expect(status.email).toBe('nobody.at.all@example.com');
    expect(status.steps).toHaveLength(7);
    engine.simulators.zoom.reset();
  });

  it('a payload in an encoding that is not JSON ends Failed, and says so', async () => {
    const workflowId = `test-${randomUUID()}`;
    const payload = (encoding: string, data: string) => ({
      metadata: { encoding: Buffer.from(encoding) },
      data: Buffer.from(data),
    });
    await engine.temporal.workflowService.startWorkflowExecution({
      namespace: engine.namespace,
      workflowId,
      requestId: randomUUID(),
      workflowType: { name: 'offboardEmployee' },
      taskQueue: { name: TASK_QUEUE },
      input: { payloads: [payload('json/protobuf', '{"email":"jane.doe@example.com"}')] },
    });
    const failure = await failureOf(workflowId);
    expect(failure.type).toBe('InvalidInput');
    expect(failure.message).toMatch(/one JSON object/);
  });
});

describe('an unknown workflow type', () => {
  it('ends Failed and names the one that is there', async () => {
    const workflowId = `test-${randomUUID()}`;
    await engine.temporal.workflow.start('offboardEmploye', {
      taskQueue: TASK_QUEUE,
      workflowId,
      args: [{ email: 'a@example.com' }],
    });
    const failure = await failureOf(workflowId);
    expect(failure.type).toBe('UnknownWorkflowType');
    expect(failure.message).toContain('"offboardEmployee"');
  });
});

describe('an e-mail in another case', () => {
  it('means the same person', async () => {
    const status = await engine.end(await engine.begin({ email: '  Kenji.Tanaka@Example.COM ' }));
    expect(status).toMatchObject({ email: 'kenji.tanaka@example.com', state: 'completed' });
  });
});

describe('search attributes that the start form brought from another run', () => {
  it('are not taken for this leaver', async () => {
    const typedSearchAttributes = [
      { key: defineSearchAttributeKey('EmployeeId', 'KEYWORD'), value: '4711' },
      { key: defineSearchAttributeKey('OffboardingState', 'KEYWORD'), value: 'completed' },
      {
        key: defineSearchAttributeKey('OffboardingBlockedOn', 'KEYWORD_LIST'),
        value: ['zoom.403'],
      },
    ];
    const begin = async (input: object) => {
      const workflowId = `test-${randomUUID()}`;
      const options = { taskQueue: TASK_QUEUE, workflowId, args: [input], typedSearchAttributes };
      await engine.temporal.workflow.start('offboardEmployee', options);
      await engine.end(workflowId);
      const { searchAttributes } = await engine.temporal.workflow.getHandle(workflowId).describe();
      return (name: string) => searchAttributes[name]?.[0] ?? undefined;
    };
    const email = 'david.cohen@example.com';
    const real = await begin({ email });
    expect(real('OffboardingState')).toBe('completed');
    expect(real('EmployeeId')).toBeUndefined();
    expect(real('OffboardingBlockedOn')).toBeUndefined();
    const dry = await begin({ email, dryRun: true });
    expect(dry('OffboardingState')).toBe('dryRun');
    expect(dry('EmployeeId')).toBeUndefined();
  });
});
