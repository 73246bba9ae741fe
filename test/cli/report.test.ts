import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/cli/evidence/sha256';
import { sealReport, unsealed, type SealedReport } from '../../src/domain/evidence/sealed-report';
import { Engine } from '../support/engine';
import { offboard as run } from './run-cli';

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await Engine.start();
  folder = await mkdtemp(join(tmpdir(), 'offboarding-evidence-'));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);
const fileFor = (name: string) => join(folder, name);

const start = (email: string, ...options: string[]) =>
  offboard('start', engine.addLeaver(email), '--by', 'Ann', '--reason', 'left', ...options);
/** A Zoom administrator: Zoom refuses the deactivation, and the run is blocked. */
async function startBlocked(email: string): Promise<void> {
  engine.addLeaver(email, { role_id: '1' });
  expect((await offboard('start', email, '--watch')).exit).toBe(1);
}
const writeReport = async (id: string, name: string, ...options: string[]) => {
  const file = fileFor(name);
  const { exit, stdout, stderr } = await offboard('report', id, ...options, '--output', file);
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
  expect(stderr).toContain(`Written to ${file}`);
  return file;
};
const sealedIn = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as SealedReport;

describe('a completed run', () => {
  it('has one head, as text, as JSON and as a page, which hold against the run', async () => {
    await start('completed@example.com', '--watch');
    const json = await writeReport('completed@example.com', 'completed.json', '--json');
    expect((await stat(json)).mode & 0o777).toBe(0o600);
    const { head, entries, asOf } = await sealedIn(json);
    expect(asOf).toBeUndefined();
    const text = await offboard('report', 'completed@example.com');
    expect(text.stdout.trimEnd().endsWith(head)).toBe(true);
    expect(text.stdout).toMatch(/^Verified\n {2}Verify that access is gone /m);
    const page = await writeReport('completed@example.com', 'completed.html', '--html');
    expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>/);

    for (const file of [json, page]) {
      const alone = await offboard('report', '--verify', file);
      expect(alone).toEqual({
        exit: 0,
        stdout: `Valid: ${entries.length} entries, head ${head}\n`,
        stderr: '',
      });
      const beside = await offboard('report', 'completed@example.com', '--verify', file);
      expect(beside.exit).toBe(0);
      expect(beside.stdout).toContain('Temporal holds the same entries.');
    }
  });

  it('tells a whole new chain over other entries from its own', async () => {
    const sealed = await sealedIn(fileFor('completed.json'));
    const forged = unsealed(sealed);
    forged.entries.splice(2, 1);
    const circumstances = { engine: sealed.engine, readAt: new Date().toISOString() };
    const file = fileFor('forged.json');
    await writeFile(file, JSON.stringify(sealReport(forged, circumstances, sha256)));
    expect((await offboard('report', '--verify', file)).exit).toBe(0);
    const beside = await offboard('report', 'completed@example.com', '--verify', file, '--json');
    expect(beside.exit).toBe(1);
    expect(JSON.parse(beside.stdout)).toMatchObject({
      valid: false,
      remarks: [expect.stringContaining('Temporal does not bear it out. Entry 3 ')],
    });
  });

  it('is not written over', async () => {
    const output = fileFor('completed.json');
    const again = ['report', 'completed@example.com', '--json', '--output', output];
    expect(await offboard(...again)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--force'),
    });
    expect(await offboard(...again, '--force')).toMatchObject({ exit: 0 });
  });
});

describe('a run under way', () => {
  it('bears out what was written of it before, blocked and decided since', async () => {
    const id = engine.addLeaver('decided@example.com');
    const refused = { call: 'updatePassword', user: id, fault: 'zoom.any.403' } as const;
    engine.simulators.zoom.addFault({ ...refused, times: 'always' });
    expect((await offboard('start', id, '--watch')).exit).toBe(1);
    const before = await writeReport(id, 'blocked.json', '--json');
    const { asOf, status } = await sealedIn(before);
    expect(status.state).toBe('blocked');
    expect(Date.parse(asOf ?? '')).toBeGreaterThan(0);
    const text = await offboard('report', id);
    expect(text.stdout).toMatch(/^Still needed\n {2}Rotate the Zoom password: zoom\.403/m);
    expect(text.stdout).toContain(', as the run stood at ');

    await offboard(
      ...['decide', id, 'rotateZoomPassword', 'skip', '--by', 'Bob', '--reason', 'has none'],
    );
    expect((await offboard('watch', id)).stdout).toContain('completed with exceptions');
    const beside = await offboard('report', id, '--verify', before);
    expect(beside).toMatchObject({ exit: 0, stderr: '' });
    expect(beside.stdout).toMatch(/Temporal holds the same entries, and \d+ more since\./);

    const page = await readFile(await writeReport(id, 'decided.html', '--html'), 'utf8');
    expect(page).toContain('Bob decided skip for &quot;Rotate the Zoom password&quot;: has none');
    const after = await offboard('report', id);
    expect(after.stdout).toMatch(/^Skipped, and by whom\n.*Skipped by Bob: has none/m);
  });

  it('lists its sweeps, the first and the newest, however long it is blocked', async () => {
    const id = 'swept@example.com';
    // Sweeps of its own would be among those that are counted here.
    await engine.usePolicy({ sweepInterval: '1h' });
    await startBlocked(id);
    await engine.usePolicy({});
    let sweeps = 0;
    // As an activity tells the run of a try; a thousand sweeps of its own would take too long.
    const sweep = async (upTo: number) => {
      for (; sweeps < upTo; sweeps += 1) {
        const at = new Date().toISOString();
        const answer = { status: 503, code: 'zoom.503', requestId: `sweep-${sweeps}` };
        await engine.signal(`offboarding-${id}`, 'stepRetrying', {
          ...{ step: 'sweepSessions', attempt: 1, at, code: 'zoom.503', message: 'away' },
          exchanges: [{ provider: 'zoom', call: 'revokeToken', at, durationMs: 5, ...answer }],
        });
      }
      const { entries } = await engine.report(`offboarding-${id}`);
      return entries.flatMap((entry) =>
        entry.kind === 'attempt' && entry.code === 'zoom.503' ? [entry] : [],
      );
    };
    expect(await sweep(20)).toHaveLength(20);
    const before = await writeReport(id, 'swept.json', '--json');
    const kept = await sweep(80);
    expect(kept.length).toBeLessThanOrEqual(12 + 1 + 24);
    const shown = kept.map(({ exchanges }) => exchanges[0]?.requestId);
    expect(shown.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, n) => `sweep-${n}`));
    expect(shown.at(-1)).toBe('sweep-79');
    const text = await offboard('report', id);
    expect(text.stdout).toMatch(
      /the same \d+ times, last at \S+: of the other \d+ the calls are left/,
    );
    expect(text.stdout).toContain('request sweep-79');
    const beside = await offboard('report', id, '--verify', before);
    expect(beside).toMatchObject({ exit: 0, stderr: '' });
    expect(beside.stdout).toMatch(/Of \d+ tries in the file the run only keeps the number by now/);
  });

  it('of another leaver does not', async () => {
    const file = fileFor('blocked.json');
    const other = await offboard('report', 'completed@example.com', '--verify', file);
    expect(other).toMatchObject({ exit: 1, stdout: expect.stringContaining('The file is about') });
  });
});

describe('a run that was taken back', () => {
  it('says what was reversed, and why', async () => {
    const id = 'rescinded@example.com';
    await startBlocked(id);
    await offboard('rescind', id, '--by', 'Eve', '--reason', 'stays');
    expect((await offboard('watch', id)).stdout).toContain('rescinded');
    const text = await offboard('report', id);
    expect(text.stdout).toContain('Eve sent rescind: stays');
    expect(text.stdout).toMatch(/^ {2}state +rescinded$/m);
    const file = await writeReport(id, 'rescinded.html', '--html');
    expect(await offboard('report', id, '--verify', file)).toMatchObject({ exit: 0 });
  });
});

describe('a run that was cut off', () => {
  it('says in the evidence that it does not go on, whatever it says itself', async () => {
    const id = 'terminated@example.com';
    await startBlocked(id);
    await engine.temporal.workflow.getHandle(`offboarding-${id}`).terminate('by hand');
    const text = await offboard('report', id);
    expect(text.exit).toBe(0);
    expect(text.stderr).toContain('npx offboard start');
    const said = `The run offboarding-${id} was terminated`;
    expect(text.stdout).toContain(said);
    const file = await writeReport(id, 'terminated.json', '--json');
    expect((await sealedIn(file)).cutOff).toContain(said);
    expect(await offboard('report', id, '--verify', file)).toMatchObject({ exit: 0 });
  });
});

describe('an earlier run of a leaver who came back', () => {
  it('is reported by its run id, and bears out what was written of it', async () => {
    const email = 'twice@example.com';
    await start(email, '--watch');
    const file = await writeReport(email, 'first.json', '--json');
    const { runId } = await sealedIn(file);
    await start(email, '--watch');
    const newest = JSON.parse((await offboard('report', email, '--json')).stdout) as SealedReport;
    expect(newest.runId).not.toBe(runId);

    const earlier = await offboard('report', email, '--run', runId, '--json');
    expect((JSON.parse(earlier.stdout) as SealedReport).runId).toBe(runId);
    const { exit, stdout } = await offboard('report', email, '--verify', file);
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: expect.stringContaining(
        `It is about an earlier run: the newest one there is ${newest.runId}.\nTemporal holds the same entries.`,
      ),
    });
  });

  it('is refused where there is none', async () => {
    const email = 'once@example.com';
    await start(email, '--watch');
    const other = randomUUID();
    const unknown = await offboard('report', email, '--run', other);
    expect(unknown.exit).toBe(1);
    expect(unknown.stderr).toContain(`has no run ${other} in Temporal`);
    const slip = await offboard('report', email, '--run', 'the-first');
    expect(slip.exit).toBe(2);
    expect(slip.stderr).toContain('--run takes the id of a run');
  });
});
