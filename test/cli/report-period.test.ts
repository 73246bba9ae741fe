import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import type { AuditRow } from '../../src/domain/evidence/audit-row';
import type { AuditSummary } from '../../src/domain/evidence/audit-summary';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { offboard as run } from './run-cli';

interface Period {
  period: { from: string; before: string };
  summary: AuditSummary;
  runs: AuditRow[];
}

let engine: Engine;
let folder: string;
const begun = new Date().toISOString();
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);
const period = async (...options: string[]) =>
  JSON.parse(
    (await offboard('report', '--since', begun, '--until', '2036-12-01', '--json', ...options))
      .stdout,
  ) as Period;
const start = (email: string, ...options: string[]) =>
  offboard('start', engine.addLeaver(email), '--by', 'Ann', '--watch', ...options);

beforeAll(async () => {
  engine = await Engine.start();
  folder = await mkdtemp(join(tmpdir(), 'offboarding-evidence-'));
  await start('done@example.com', '--employee-id', 'P1', '--reason', 'left');
  // The watch ends with the run's last word, a moment before Temporal has closed it.
  await engine.end('offboarding-P1');
  // The same employee once more: two runs under one workflow id.
  await start('done@example.com', '--employee-id', 'P1', '--reason', 'left again');
  const skipped = engine.addLeaver('skipped@example.com');
  const refused = { call: 'updatePassword', user: skipped, fault: 'zoom.any.403' } as const;
  engine.simulators.zoom.addFault({ ...refused, times: 'always' });
  await offboard('start', skipped, '--by', '=cmd()', '--watch');
  await offboard(
    ...['decide', skipped, 'rotateZoomPassword', 'skip'],
    ...['--by', 'Bob', '--reason', 'has none'],
  );
  await offboard('watch', skipped);
  engine.addLeaver('blocked@example.com', { role_id: '1' });
  await offboard('start', 'blocked@example.com', '--watch');
  engine.addLeaver('cut@example.com', { role_id: '1' });
  await offboard('start', 'cut@example.com', '--watch');
  await engine.temporal.workflow.getHandle('offboarding-cut@example.com').terminate('by hand');
  const later = ['--effective-at', '2036-11-27T17:00:00+01:00'];
  await offboard('start', engine.addLeaver('back@example.com'), ...later);
  await offboard('rescind', 'back@example.com', '--reason', 'stays');
  await offboard('start', engine.addLeaver('later@example.com'), ...later);
  engine.addLeaver('regretted@example.com', { role_id: '1' });
  await offboard('start', 'regretted@example.com', '--watch');
  await offboard('rescind', 'regretted@example.com', '--reason', 'stays after all');
  const dry = engine.addLeaver('dry@example.com', { role_id: '1' });
  await offboard('start', dry, '--by', 'Ann', '--watch', '--dry-run');
  await engine.begin({ email: 'not an e-mail' }, 'by-hand');
  await expect(engine.end('by-hand')).rejects.toThrow();
  // Lists are a second or so behind the runs.
  await eventually(async () => {
    const { runs } = await period();
    expect(runs.map(({ state }) => state).sort()).toEqual([
      ...['blocked', 'completed', 'completed'],
      ...['completedWithExceptions', 'failed', 'rescinded', 'rescinded'],
      ...['scheduled', 'terminated'],
    ]);
  });
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

describe('the table of a period', () => {
  it('has every run, whatever became of it', async () => {
    const { runs, period: within } = await period();
    expect(within).toEqual({ from: begun, before: '2036-12-02T00:00:00.000Z' });
    const rowOf = (email: string) => runs.filter((row) => row.email === email);
    expect(rowOf('done@example.com')).toHaveLength(2);
    for (const row of rowOf('done@example.com'))
      expect(row).toMatchObject({
        ...{ workflowId: 'offboarding-P1', employeeId: 'P1', requestedBy: 'Ann', source: 'cli' },
        ...{ state: 'completed', readFrom: 'evidence', secondsToContained: expect.any(Number) },
      });
    const [first, second] = rowOf('done@example.com');
    expect(first!.startedAt).not.toBe(second!.startedAt);
    expect(rowOf('skipped@example.com')).toMatchObject([
      {
        skipped: ['rotateZoomPassword'],
        decisions: [{ by: 'Bob', decision: 'skip', reason: 'has none' }],
      },
    ]);
    expect(rowOf('blocked@example.com')[0]!.openNeeds).toContain('deactivateZoomUser zoom.400.200');
    expect(rowOf('cut@example.com')).toMatchObject([{ state: 'terminated' }]);
    expect(rowOf('back@example.com')).toMatchObject([{ state: 'rescinded' }]);
    expect(rowOf('dry@example.com')).toEqual([]);
    const { runs: all } = await period('--dry-runs');
    expect(all).toHaveLength(runs.length + 1);
    expect(all.find(({ email }) => email === 'dry@example.com')).toMatchObject({
      ...{ dryRun: true, wouldBe: 'blocked' },
    });
    expect(runs.find(({ workflowId }) => workflowId === 'by-hand')).toMatchObject({
      ...{ state: 'failed', readFrom: 'list', unread: expect.stringContaining('e-mail address') },
    });
  });

  it('has the numbers, without dry runs', async () => {
    const { summary, runs } = await period();
    expect(summary).toMatchObject({
      ...{ runs: 9, dryRuns: 1, contained: 3, neverContained: 2, neverStarted: 1 },
      ...{ takenBack: 1, notYetDue: 1 },
      ...{ notYetContained: 1, unknown: 0, unread: 1 },
    });
    const seconds = runs.flatMap(({ secondsToContained }) => secondsToContained ?? []);
    expect(summary.timeToContained!.max).toBe(Math.max(...seconds));
  });

  it('as text says what is worth a look', async () => {
    const { exit, stdout, stderr } = await offboard('report', '--since', begun.slice(0, 10));
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^ {2}time to contained +p50 .*, p90 .*, max /m);
    expect(stdout).toMatch(/^ {2}never contained +2$/m);
    expect(stdout).toMatch(/Bob decided skip for "Rotate the Zoom password" at .*: has none/);
    expect(stdout).toMatch(/ {6}taken back by tester at .*: stays after all/);
    expect(stderr).toBe('The evidence of 1 of 7 runs could not be read: their rows say why.\n');
  });

  it('as text says of a dry run what a real one would be, and not that nobody was contained', async () => {
    const { stdout } = await offboard('report', '--since', begun, '--dry-runs');
    const line = stdout.split('\n').find((one) => one.includes('dry@example.com'));
    expect(line).toContain('completed (dry run: a real run would be blocked)  asked for by');
  });

  it('as CSV is a table for spreadsheets, which runs nothing in them', async () => {
    const output = join(folder, 'table.csv');
    const options = ['--until', '2036-12-01', '--csv', '--output', output];
    await offboard('report', '--since', begun, ...options);
    const text = await readFile(output, 'utf8');
    expect(text).toMatch(/^workflow id,e-mail,employee id,[^\n]*\r\n/);
    const rows = parseCsv<Record<string, string>>(text, { columns: true });
    expect(rows).toHaveLength(9);
    const skipped = rows.find((row) => row['e-mail'] === 'skipped@example.com')!;
    expect(skipped).toMatchObject({
      ...{ 'requested by': "'=cmd()", 'skipped steps': 'rotateZoomPassword' },
      ...{ state: 'completedWithExceptions', 'dry run': 'no' },
      decisions: expect.stringMatching(/^Bob decided skip for "Rotate the Zoom password" at /),
    });
    expect(Object.keys(skipped).slice(-4)).toEqual([
      ...['run id', 'released by', 'rescinded by', 'a real run would be'],
    ]);
    const back = rows.find((row) => row['e-mail'] === 'back@example.com')!;
    expect(back['rescinded by']).toMatch(/^tester at \S+: stays$/);
    expect(skipped).toMatchObject({ 'released by': '', 'rescinded by': '' });
    expect(rows.find((row) => row['workflow id'] === 'by-hand')!['not read because']).toMatch(/./);
  });

  it('as a page has the summary on top', async () => {
    const { stdout } = await offboard(
      'report',
      '--since',
      begun,
      '--until',
      '2036-12-01',
      '--html',
    );
    expect(stdout).toMatch(/^<!doctype html>[^]*<h2>Summary<\/h2>[^]*p95[^]*<h2>Runs<\/h2>/);
    expect(stdout).toMatch(/taken back by tester at [^<]*: stays after all/);
    expect(stdout.match(/<tr>/g)).toHaveLength(1 + 9);
  });

  it('ends before the instant, and is empty where nothing was', async () => {
    const until = ['--since', '2020-01-01', '--until', begun, '--json'];
    const { stdout } = await offboard('report', ...until);
    expect((JSON.parse(stdout) as Period).runs).toEqual([]);
    const page = await offboard(
      'report',
      '--since',
      '2020-01-01',
      '--until',
      '2020-12-31',
      '--html',
    );
    expect(page.stdout).toContain('There is none in this period.');
  });

  it.each([
    [['--since', 'yesterday'], '--since: must be a date'],
    [['--since', '2026-02-30'], '--since: must be a date'],
    [['--since', '2026-11-01T10:00:00'], '--since: must be a date'],
    [['--since', '2026-11-02', '--until', '2026-11-01'], '--until: must lie after'],
    [['--since', '2199-01-01'], '--since: lies ahead'],
  ])('wrong use: %j', async (options, words) => {
    const { exit, stderr } = await offboard('report', ...options);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(words) });
  });

  it('without a worker is told by the results, and says of the rest that nobody knows', async () => {
    await engine['stopWorkers']?.();
    try {
      const { summary, runs } = await period();
      expect(runs).toHaveLength(9);
      expect(runs.every(({ unread }) => unread !== undefined)).toBe(true);
      expect(summary).toMatchObject({ contained: 3, unknown: 2, unread: 9 });
      const blocked = runs.find(({ email }) => email === 'blocked@example.com');
      expect(blocked).toMatchObject({ state: 'blocked', readFrom: 'list' });
      expect(blocked!.unread).toContain('no answer from a worker');
    } finally {
      await engine.restartWorkers();
    }
  });
});
