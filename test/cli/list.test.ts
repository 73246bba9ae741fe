import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import type { RunOverview } from '../../src/client/run-list';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { hrEvent } from '../support/hr-event';
import { offboard as run } from './run-cli';

const BOSS = 'boss@example.com';
/** A Zoom administrator: Zoom refuses the deactivation. */
const OMAR = 'omar.haddad@example.com';
const DONE = 'list-done@example.com';
const LATE = 'list-late@example.com';
const LATER = 'list-later@example.com';
const CUT_OFF = 'list-cut-off@example.com';
/** Wide characters, and an order to a terminal. */
const HOSTILE = '山田\u001b[2J\u202e太郎@example.com';

interface Listed {
  total: number;
  counts: Record<string, number>;
  runs: RunOverview[];
}

let engine: Engine;
let client: OffboardingClient;
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);
const json = async (...argv: string[]) =>
  JSON.parse((await offboard('list', ...argv, '--json')).stdout) as Listed;
const whose = async (...argv: string[]) =>
  (await json(...argv)).runs.map(({ email, workflowId }) => email ?? workflowId);

beforeAll(async () => {
  engine = await Engine.start({ policy: { protectedAccounts: [BOSS] } });
  client = await connectOffboarding(settingsFor(engine.namespace));
  expect(await offboard('list')).toEqual({
    ...{ exit: 0, stdout: 'There is no offboarding yet.\n', stderr: '' },
  });
  for (const email of [BOSS, DONE, LATE, LATER, CUT_OFF]) engine.addLeaver(email);
  const at = (email: string, effectiveAt: string, more = {}) =>
    client.start({ email, effectiveAt, ...more });
  await client.start({ email: DONE, source: 'gusto' });
  await client.start({ email: OMAR, source: 'cli', employeeId: '4711' });
  await client.start({ email: BOSS });
  await at(LATER, '2036-11-30T23:59:59.999Z');
  await at(LATE, '2036-11-27T16:00:00Z', { source: 'gusto' });
  await at(CUT_OFF, '2036-12-24T16:00:00Z');
  await client.start({ email: DONE, dryRun: true });
  await engine.temporal.workflow.getHandle(`offboarding-${CUT_OFF}`).terminate();
  // As one that an older version started, or the Web UI: nothing but its id names the leaver.
  await engine.begin({ email: LATE, effectiveAt: '2036-12-25T16:00:00Z' }, 'offboarding-no-memo');
  // Nobody said the e-mail: a person is asked.
  await client.hrEvent(hrEvent({ kind: 'terminate', employee: { id: 'E-1' } }));
  await eventually(
    () => json(),
    ({ total, counts }) =>
      total === 8 &&
      counts['blocked'] === 2 &&
      counts['held'] === 1 &&
      counts['scheduled'] === 3 &&
      counts['completed'] === 1 &&
      counts['terminated'] === 1,
  );
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

describe('the list of offboardings', () => {
  it('has who waits for a person first, then by date, then what ended; dry runs are none', async () => {
    const { total, counts, runs } = await json();
    expect({ total, counts }).toEqual({
      total: 8,
      counts: { blocked: 2, held: 1, scheduled: 3, completed: 1, terminated: 1 },
    });
    const order = runs.map(({ email, workflowId, state }) => [email ?? workflowId, state]);
    expect(order.slice(0, 2)).toEqual(
      expect.arrayContaining([
        [OMAR, 'blocked'],
        ['hr-events-E-1', 'blocked'],
      ]),
    );
    expect(order.slice(2, 6)).toEqual([
      [BOSS, 'held'],
      [LATE, 'scheduled'],
      [LATER, 'scheduled'],
      [LATE, 'scheduled'],
    ]);
    expect(order.slice(6).sort()).toEqual([
      [CUT_OFF, 'terminated'],
      [DONE, 'completed'],
    ]);
  });

  it.each<[string[], string[]]>([
    [
      ['--state', 'scheduled'],
      [LATE, LATER, LATE],
    ],
    [
      ['--state', 'held', 'completed'],
      [BOSS, DONE],
    ],
    [['--state', 'terminated'], [CUT_OFF]],
    [['--code', 'zoom.400.200'], [OMAR]],
    [['--code', 'employee.protected'], [BOSS]],
    [
      ['--source', 'gusto'],
      [LATE, DONE],
    ],
    [['--source', 'gusto', '--state', 'completed'], [DONE]],
    [['--employee', '4711'], [OMAR]],
    [['--employee', 'E-1'], ['hr-events-E-1']],
    [
      ['--from', '2036-11-28', '--state', 'scheduled'],
      [LATER, LATE],
    ],
    // A day has its end in it, an instant itself.
    [
      ['--from', '2036-11-27', '--to', '2036-11-30'],
      [LATE, LATER],
    ],
    [['--from', '2036-11-27', '--to', '2036-11-29'], [LATE]],
    [['--from', '2036-11-27T17:00:00+01:00', '--to', '2036-11-27T17:00:00+01:00'], [LATE]],
    [['--from', '2036-11-27T16:00:01Z', '--to', '2036-11-30T23:59:59Z'], []],
    [
      ['--limit', '2', '--state', 'scheduled'],
      [LATE, LATER],
    ],
  ])('%j', async (argv, expected) => {
    expect(await whose(...argv)).toEqual(expected);
  });

  it('is a table, whole where it is no terminal', async () => {
    const { exit, stdout, stderr } = await offboard('list', '--source', 'gusto');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const [head, ...rows] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^leaver +state +when \(UTC\) +source +workflow id$/);
    expect(rows).toEqual([
      expect.stringMatching(
        /^list-late@example\.com +· scheduled +from 2036-11-27 16:00 +gusto +offboarding-list-late@example\.com$/,
      ),
      expect.stringMatching(
        /^list-done@example\.com +✔ completed +ended \d{4}-\d\d-\d\d \d\d:\d\d +gusto +offboarding-/,
      ),
      '',
      '2 in all: 1 scheduled, 1 completed',
    ]);
  });

  it('is cut to the width of a terminal, and says how many rows are left out', async () => {
    const world = { namespace: engine.namespace, terminal: { columns: 62 } };
    const { stdout } = await run(world, 'list', '--limit', '3');
    const lines = stdout.trimEnd().split('\n');
    // eslint-disable-next-line no-control-regex
    const seen = lines.map((line) => line.replace(/\u001b\[\d+m/g, ''));
    expect(seen.slice(0, 4).every((line) => line.length <= 62)).toBe(true);
    expect(seen[2] ?? '').toMatch(/…$/);
    expect(seen[4]).toBe('and 5 more: --limit 8 shows all');
  });

  it('says what was looked for where nothing is found', async () => {
    expect(await offboard('list', '--state', 'blocked', 'held', '--source', 'nobody')).toEqual({
      exit: 0,
      stderr: 'No run has the source nobody. Sources that runs have: cli, gusto, standard.\n',
      stdout: 'There is no offboarding in state blocked or held, from source nobody.\n',
    });
    const reason = ['--yes', '--reason', 'why'];
    expect(await offboard('release', '--source', 'gutso', ...reason)).toMatchObject({
      stderr: expect.stringContaining('Sources that runs have: cli, gusto, standard.'),
    });
    expect((await offboard('list', '--source', 'gusto', '--state', 'held')).stderr).toBe('');
    const { stdout } = await offboard('list', '--code', 'x.1', '--from', '2030-01-01');
    expect(stdout).toBe(
      'There is no offboarding that waits with x.1, effective from 2030-01-01.\n',
    );
  });

  it('says what runs do wait with where nobody has the code: it may be misspelt', async () => {
    const { exit, stderr } = await offboard('list', '--code', 'zoom.400.20');
    expect(exit).toBe(0);
    expect(stderr).toMatch(/^What runs wait with at the moment: .*zoom\.400\.200 \(\d+\).*\.\n$/);
  });
});

describe('a name from outside', () => {
  it('gives no order to the terminal', async () => {
    const workflowId = 'offboarding-hostile';
    await engine.temporal.workflow.start('offboardEmployee', {
      ...{ workflowId, taskQueue: 'nobody-serves-this', args: [{}] },
      memo: { email: HOSTILE },
    });
    const { stdout } = await eventually(
      () => offboard('list'),
      (ran) => ran.stdout.includes('山田'),
    );
    expect(stdout).toContain('山田⟨U+001B⟩[2J⟨U+202E⟩太郎@example.com');
    expect(stdout).toMatch(/太郎@example\.com +… not begun/);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    await engine.temporal.workflow.getHandle(workflowId).terminate();
  });
});
