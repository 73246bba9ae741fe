import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { hrEvent } from '../support/hr-event';
import { settingsFor } from './settings';

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  engine = await Engine.start();
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const LATER = '2036-11-27T16:00:00Z';
const handle = (id: string) => engine.temporal.workflow.getHandle(id);

describe('the list of runs', () => {
  it('reads no more than was asked for', async () => {
    const many = Array.from({ length: 7 }, (_, i) => `many${i}@example.com`);
    for (const email of many) await client.start({ email, effectiveAt: LATER, source: 'many' });
    const filter = { source: 'many', states: ['scheduled'] };
    await eventually(
      () => client.runs.find(filter),
      (runs) => runs.length === 7,
    );
    // The limit is the size of the page too.
    expect(await client.runs.find(filter, 3)).toHaveLength(3);
    expect(await client.runs.find(filter, 0)).toEqual([]);
  });

  it("has HR's events only while they wait, and never once they were called off", async () => {
    const find = () => client.runs.find({ employeeId: 'E-1' });
    await client.hrEvent(hrEvent({ kind: 'terminate', employee: { id: 'E-1' } }));
    const waits = { kind: 'hrEvents', state: 'blocked', blockedOn: ['employee.noEmail'] };
    await eventually(find, ([run]) => run?.state === 'blocked');
    expect(await find()).toMatchObject([waits]);
    await handle('hr-events-E-1').cancel();
    await eventually(find, ([run]) => run?.closedAt !== undefined);
    // Its last word was that it waits; it does so no more.
    expect(await find()).toMatchObject([{ state: 'cancelled', blockedOn: [] }]);
    expect(await client.runs.find({ states: ['blocked'], employeeId: 'E-1' })).toEqual([]);
    expect(await client.runs.find({ states: ['cancelled'], employeeId: 'E-1' })).toHaveLength(1);
  });

  it('leaves dry runs out, under way or not', async () => {
    const email = engine.addLeaver('dry@example.com');
    await client.start({ email, source: 'dry', dryRun: true });
    await engine.end(`offboarding-${email}-dry-run`);
    // Started in the Web UI it goes by any id.
    const byHand = await engine.begin({ email: 'away@example.com', source: 'dry', dryRun: true });
    await engine.end(byHand);
    await client.start({ email, source: 'dry', effectiveAt: LATER });
    await eventually(
      () => client.runs.find({ source: 'dry' }),
      (runs) => runs.length === 1 && runs[0]?.state === 'scheduled',
    );
    const asked = await eventually(
      () => client.runs.find({ states: ['dryRun'] }),
      (runs) => runs.length === 2,
    );
    expect(asked.map(({ state, wouldBe }) => [state, wouldBe])).toEqual([
      ['dryRun', 'blocked'],
      ['dryRun', 'completed'],
    ]);
    expect(await client.runs.count({ stateless: true })).toBe(0);
  });

  it('tells who is under way, or has ended since', async () => {
    const email = engine.addLeaver('ends@example.com');
    await client.start({ email, source: 'since' });
    await client.start({ email: 'stays@example.com', source: 'since', effectiveAt: LATER });
    await engine.end(`offboarding-${email}`);
    const [run] = await eventually(
      () => client.runs.find({ source: 'since', states: ['completed'] }),
      // The list knows the state, the run's own last word, before it knows the end.
      (runs) => runs[0]?.closedAt !== undefined,
    );
    const closedAt = run?.closedAt ?? '';
    const since = async (notEndedBefore: string) =>
      (await client.runs.find({ source: 'since', notEndedBefore })).map((one) => one.email).sort();
    expect(await since(closedAt)).toEqual([email, 'stays@example.com']);
    const later = new Date(Date.parse(closedAt) + 1).toISOString();
    expect(await since(later)).toEqual(['stays@example.com']);
  });

  it.each([
    [{ states: ['sad'] }, /state: must be one of/],
    [{ blockedOn: `a"b` }, /blockedOn: must not hold quotes/],
    [{ employeeId: 'a\\b' }, /employeeId: must not hold quotes or backslashes/],
    [{ effectiveFrom: '2026-11-27' }, /effectiveFrom: must be an ISO 8601 instant/],
    [{ notEndedBefore: 'x" OR "' }, /notEndedBefore: must be an ISO 8601 instant/],
  ])('refuses %j', async (filter, words) => {
    await expect(client.runs.find(filter)).rejects.toThrow(words);
  });
});

describe('a namespace that no worker has prepared', () => {
  it('cannot be searched by state, and says what to do', async () => {
    const namespace = `bare-${Date.now()}`;
    await engine.temporal.connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: (24 * 3600) as never },
    });
    const bare = await connectOffboarding(settingsFor(namespace));
    const found = () =>
      bare.runs.find({ states: ['held'] }).then(
        () => '',
        (error: Error) => error.message,
      );
    const message = await eventually(found, (text) => !text.includes('no such namespace'));
    expect(message).toContain('temporal operator search-attribute create');
    await bare.close();
  });
});
