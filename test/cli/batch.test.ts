import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchStatus } from '../../src/domain/batch/status';
import { workflowIdOf } from '../../src/domain/run-start';
import { leavers } from '../support/batch';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { goOn, holdUp, standStill } from '../support/under-way';
import { offboard as run } from './run-cli';

const LATER = '2036-11-27T17:00:00+01:00';

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await Engine.start();
  folder = await mkdtemp(join(tmpdir(), 'offboarding-csv-'));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);

async function fileOf(...lines: string[]): Promise<string> {
  const file = join(folder, `${randomUUID()}.csv`);
  await writeFile(file, lines.join('\n'));
  return file;
}
const emails = (name: string, count: number) =>
  leavers(engine, name, count).map((row) => row.email);
const idIn = (stdout: string) => /offboard-batch-[0-9a-f]{16}/.exec(stdout)?.[0] ?? '';

describe('offboard batch', () => {
  it('takes everybody in the file through, and says who needs somebody', async () => {
    const [first, second, third] = emails('through', 3);
    const admin = engine.addLeaver('cli-admin@example.com', { role_id: '1' });
    const file = await fileOf(
      'email,employeeId,reason,effectiveAt,urgency',
      `${first},C1,"own\nreason",,immediate`,
      `${admin},,,,`,
      `${second},C2,,,`,
      `${third},C3,,${LATER},`,
    );
    const { exit, stdout, stderr } = await offboard('batch', file, '--reason', 'site closes');
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    expect(stdout).toMatch(/^Started offboard-batch-[0-9a-f]{16}: 4 leavers\.$/m);
    expect(stdout).toMatch(/4 of 4: 1 blocked, 1 scheduled, 2 completed/);
    expect(stdout).toContain('! line 4: offboarding-cli-admin@example.com is blocked');
    expect(stdout).toContain('$ npx offboard status offboarding-cli-admin@example.com');

    const own = { reason: 'own\nreason', requestedBy: 'tester', source: 'batch' };
    expect((await engine.report('offboarding-C1')).request).toMatchObject({
      ...{ ...own, urgency: 'immediate' },
    });
    const given = { reason: 'site closes', urgency: 'bulk' };
    expect((await engine.report('offboarding-C2')).request).toMatchObject(given);

    const look = await offboard('batch-status', idIn(stdout));
    expect(look).toMatchObject({ exit: 1, stdout: expect.stringContaining('1  blocked') });
  });

  it('finds the same batch by the same file: finished, it says so; --again starts it anew', async () => {
    const people = emails('again', 2);
    const file = await fileOf('email', ...people);
    const first = await offboard('batch', file, '--json');
    expect(first.exit).toBe(0);
    const status = JSON.parse(first.stdout) as BatchStatus & { workflowId: string };
    expect(status).toMatchObject({ state: 'finished', total: 2, counts: { completed: 2 } });

    const second = await offboard('batch', await fileOf('Email', '', ...people));
    expect(second).toMatchObject({ exit: 0, stderr: '' });
    expect(second.stdout).toContain(`${status.workflowId}: this list came to its end before`);
    expect(second.stdout).toContain('2  completed');
    const closures = () =>
      engine.simulators.zoom.requests({ user: people[0]!, call: 'updateStatus' }).length;
    expect(closures()).toBe(1);

    const again = await offboard('batch', file, '--again');
    expect(again).toMatchObject({ exit: 0, stdout: expect.stringContaining('Started') });
    expect(closures()).toBe(2);
  });

  it('goes on where the batch is that is under way, paused and resumed by other commands', async () => {
    const people = emails('rerun', 3);
    const held = workflowIdOf(people[0]!);
    await holdUp(engine, [people[0]!]);
    const file = await fileOf('email', ...people);
    const first = await offboard('batch', file, '--window', '1', '--no-wait');
    await standStill(engine, [held]);
    expect(first).toMatchObject({ exit: 0, stdout: expect.stringContaining('handed over') });
    const id = idIn(first.stdout);
    const paused = await offboard('batch-pause', id, '--reason', 'wrong list?', '--by', 'Ann');
    expect(paused).toMatchObject({ exit: 0, stdout: expect.stringContaining('Paused by Ann') });
    expect(await offboard('batch-pause', id, '--reason', 'twice')).toMatchObject({
      ...{ exit: 1, stderr: expect.stringContaining('paused it already') },
    });

    const rerun = await offboard('batch', file, '--no-wait', '--json');
    expect(JSON.parse(rerun.stdout)).toMatchObject({
      ...{ workflowId: id, state: 'paused', total: 3, received: 3 },
    });
    const resumed = await offboard('batch-resume', id, '--reason', 'right', '--json');
    expect(JSON.parse(resumed.stdout)).toMatchObject({ state: 'running' });
    await goOn(engine, [held]);
    const end = await offboard('batch', file);
    expect(end).toMatchObject({ exit: 0, stdout: expect.stringContaining('3  completed') });
    // Twice for the one whom Zoom failed.
    const closures = people.map((user) =>
      engine.simulators.zoom.requests({ user, call: 'updateStatus' }),
    );
    expect(closures.map(({ length }) => length)).toEqual([2, 1, 1]);
  });

  it('does not start anew by itself what was cut off', async () => {
    const [person] = emails('cut', 1);
    // It works for an hour: that long it waits for its second try.
    const retry = { initialInterval: '1h', maximumInterval: '1h', maximumAttempts: 3 };
    await engine.usePolicy({ retry });
    const fault = { call: 'updateStatus', user: person!, fault: 'zoom.any.503' } as const;
    engine.simulators.zoom.addFault(fault);
    const file = await fileOf('email', person!);
    const id = idIn((await offboard('batch', file, '--no-wait')).stdout);
    // Its run is there: it is what the batch that begins anew joins.
    await eventually(() => engine.status(workflowIdOf(person!)));
    await engine.temporal.workflow.getHandle(id).terminate();
    expect(await offboard('batch', file)).toMatchObject({
      ...{ exit: 1, stdout: '', stderr: expect.stringMatching(/TERMINATED[^]*--again/) },
    });
    const again = await offboard('batch', file, '--again');
    expect(again).toMatchObject({ exit: 0, stdout: expect.stringContaining('1  joined') });
    await engine.usePolicy({});
  });
});

describe('--dry-run', () => {
  it('says what would be started, and starts nothing', async () => {
    const [now, later, joined, before] = emails('dry', 4);
    await offboard('start', joined!, '--effective-at', LATER);
    await offboard('start', before!, '--watch');
    // The watch ends with the run's last word, a moment before Temporal has closed it.
    await engine.end(`offboarding-${before}`);
    // Of these people alone: runs of other cases are at work beside this one.
    const requests = () =>
      [now, later, joined, before].flatMap((user) =>
        engine.simulators.zoom.requests({ user: user! }),
      );
    const asked = requests().length;
    const file = await fileOf(
      ...['email,employeeId,effectiveAt,urgency', `${now},D1,,`, `${later},,${LATER},immediate`],
      ...[`${joined},,,`, `${before},,,`],
    );
    const { exit, stdout, stderr } = await offboard('batch', file, '--dry-run');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^Nothing was started\. 4 leavers, batch offboard-batch-\w{16}\.$/),
      `line 2: offboarding-D1 (${now}) would start now, bulk`,
      `line 3: offboarding-${later} would start at 2036-11-27T16:00:00.000Z, immediate`,
      `line 4: offboarding-${joined} would join the run under way: scheduled`,
      `line 5: offboarding-${before} would start now, bulk, anew: the last run is completed`,
      '',
    ]);
    const json = await offboard('batch', file, '--dry-run', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      workflowId: idIn(stdout),
      isUnderWay: false,
      leavers: [{ line: 2, urgency: 'bulk' }, {}, { existing: { isUnderWay: true } }, {}],
    });
    expect(requests()).toHaveLength(asked);
    expect(await offboard('batch-status', idIn(stdout))).toMatchObject({ exit: 1 });
  });
});

describe('Ctrl-C', () => {
  it('leaves the batch running, and says how to come back', async () => {
    const [person] = emails('interrupted', 1);
    engine.simulators.zoom.addFault({ call: 'updateStatus', user: person!, delayMs: 3_000 });
    const file = await fileOf('email', person!);
    const interruption = new AbortController();
    const world = { namespace: engine.namespace, interrupted: interruption.signal };
    const running = run(world, 'batch', file);
    while (engine.simulators.zoom.requests({ user: person!, call: 'updateStatus' }).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    interruption.abort(new Error('interrupted'));
    const { exit, stderr } = await running;
    expect({ exit, stderr }).toEqual({
      exit: 130,
      stderr: expect.stringMatching(
        /^The batch goes on\. npx offboard batch-status offboard-batch-/,
      ),
    });
    expect(await offboard('batch', file)).toMatchObject({ exit: 0 });
  });
});

describe('a batch that is not there', () => {
  it('ends with 1, and says where its id is found', async () => {
    const { exit, stderr } = await offboard('batch-status', 'offboard-batch-0', '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'not_found' } });
  });
});
