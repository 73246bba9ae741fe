import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OffboardingReport } from '../../src/domain/report';
import type { OffboardingStatus } from '../../src/domain/status';
import { Engine } from '../support/engine';
import { offboard as run } from './run-cli';

const JANE = 'jane.doe@example.com';
/** A Zoom administrator: Zoom refuses the deactivation. */
const OMAR = 'omar.haddad@example.com';
const KENJI = 'kenji.tanaka@example.com';
const LATER = '2036-11-27T17:00:00+01:00';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);

describe('a run that goes well', () => {
  it('is started and watched to its end, a line for each change', async () => {
    const { exit, stdout, stderr } = await offboard('start', JANE, '--watch', '--reason', 'left');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(/^Started offboarding-jane\.doe@example\.com \(run [\w-]+\)\.$/m);
    expect(stdout).toMatch(/Deactivate the Zoom user: done/);
    expect(stdout).toMatch(/jane\.doe@example\.com: contained after .* completed after/);
  });

  it('has a status and evidence, found by the e-mail', async () => {
    const status = await offboard('status', JANE);
    expect(status).toMatchObject({ exit: 0, stdout: expect.stringContaining('completed') });
    const report = await offboard('report', JANE);
    expect(report).toMatchObject({ exit: 0, stderr: '' });
    expect(report.stdout).toMatch(/asked for by +tester/);
    expect(report.stdout).toMatch(/Zoom updateStatus at .*: HTTP 204, .* request v=2\.0/);
  });

  it('gives both as JSON', async () => {
    const status = await offboard('status', JANE, '--json');
    expect((JSON.parse(status.stdout) as OffboardingStatus).state).toBe('completed');
    const report = await offboard('report', JANE, '--json');
    const { request, entries } = JSON.parse(report.stdout) as OffboardingReport;
    expect(request).toMatchObject({ reason: 'left', requestedBy: 'tester', source: 'cli' });
    expect(entries.length).toBeGreaterThan(5);
  });

  it('takes no further message', async () => {
    const { exit, stderr } = await offboard('rescind', JANE, '--reason', 'too late', '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'already_ended' } });
  });
});

describe('a dry run', () => {
  it.each([
    [OMAR, 1, 'blocked'],
    [JANE, 0, 'completed'],
  ])('of %s ends as the real run would, with %s, and says so last', async (who, exit, end) => {
    const started = await offboard('start', who, '--dry-run', '--watch');
    expect(started.exit).toBe(exit);
    const last = started.stdout.trim().split('\n').at(-1);
    expect(last).toMatch(`(dry run): completed after`);
    expect(last).toMatch(new RegExp(`a real run would be ${end}$`));
    expect(await offboard('watch', `offboarding-${who}-dry-run`)).toMatchObject({ exit });
    expect((await offboard('report', `offboarding-${who}-dry-run`)).stdout).toMatch(
      new RegExp(`a real run would be +${end}$`, 'm'),
    );
  });
});

describe('a run that needs a person', () => {
  it('ends the watch with 1 where nobody could answer, and shows what to answer', async () => {
    const started = await offboard('start', OMAR, '--watch', '--json');
    expect(started.exit).toBe(1);
    const lines = started.stdout.trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ joined: false });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ state: 'blocked' });

    const status = await offboard('status', OMAR);
    expect(status.exit).toBe(1);
    expect(status.stdout).toContain(
      `$ npx offboard decide ${OMAR} deactivateZoomUser retry --reason "…"`,
    );
  });

  it('refuses an answer that does not fit, with its reason', async () => {
    const { exit, stdout, stderr } = await offboard(
      ...['decide', OMAR, 'readZoomUser', 'retry', '--reason', 'why not'],
    );
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('readZoomUser');
  });

  it('accepts one that fits, with who and why on record', async () => {
    const { exit, stdout } = await offboard(
      ...['decide', OMAR, 'deactivateZoomUser', 'demoteAndRetry'],
      ...['--by', 'Ann', '--reason', 'no admin any more'],
    );
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('Accepted by') });
    const report = await offboard('report', OMAR);
    expect(report.stdout).toContain(
      'Ann decided demoteAndRetry for "Deactivate the Zoom user": no admin any more',
    );
  });
});

describe('a scheduled run', () => {
  it('is moved, joined, refused what does not fit, and taken back', async () => {
    const start = () =>
      offboard('start', KENJI, '--employee-id', 'E 1003', '--effective-at', LATER);
    expect(await start()).toMatchObject({ exit: 0, stdout: expect.stringContaining('Started') });

    const joined = await start();
    expect(joined.exit).toBe(0);
    expect(joined.stdout).toMatch(/^Joined offboarding-E 1003[^]*scheduled for 2036-11-27T16:00/);
    expect(joined.stdout).toContain("npx offboard start-now 'offboarding-E 1003'");

    const moved = await offboard(
      ...['reschedule', 'E 1003', '--effective-at', '2037-01-01T00:00:00Z', '--reason', 'moved'],
    );
    expect(moved).toMatchObject({ exit: 0, stdout: expect.stringContaining('2037-01-01') });

    const wrong = await offboard(
      ...['reschedule', 'E 1003', '--effective-at', 'tomorrow', '--reason', 'moved'],
    );
    expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining('--effective-at:') });

    const held = await offboard('release', 'E 1003', '--reason', 'is not held');
    expect(held).toMatchObject({ exit: 1, stdout: '' });

    const taken = await offboard('rescind', 'E 1003', '--reason', 'stays', '--json');
    expect(taken.exit).toBe(0);
    expect(JSON.parse(taken.stdout)).toEqual({
      workflowId: 'offboarding-E 1003',
      accepted: true,
      state: 'rescinded',
    });
  });

  it('begins when told to, after which it cannot be moved', async () => {
    const policy = { sweepDelay: '1h' };
    await engine.usePolicy(policy);
    await offboard('start', KENJI, '--effective-at', LATER);
    expect(await offboard('start-now', KENJI, '--reason', 'walked out')).toMatchObject({ exit: 0 });
    const contained = await offboard('watch', KENJI, '--until', 'contained');
    expect(contained).toMatchObject({ exit: 0, stdout: expect.stringContaining('contained') });
    const moved = await offboard('reschedule', KENJI, '--effective-at', LATER, '--reason', 'oh');
    expect(moved).toMatchObject({
      exit: 1,
      stdout: '',
      stderr: expect.stringContaining('refused'),
    });
    await engine.usePolicy({});
  });
});

describe('Ctrl-C', () => {
  it('ends the watch, not the run', async () => {
    const interruption = new AbortController();
    const world = { namespace: engine.namespace, interrupted: interruption.signal };
    const watching = run(world, 'watch', KENJI);
    interruption.abort(new Error('interrupted'));
    expect(await watching).toMatchObject({
      exit: 130,
      stderr: `The run goes on. npx offboard watch ${KENJI}\n`,
    });
    expect((await offboard('status', KENJI)).stdout).toContain('contained');
  });
});

describe('what is not there', () => {
  it('ends with 1', async () => {
    const { exit, stderr } = await offboard('watch', 'nobody@example.com');
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining('nobody@') });
  });

  it('a machine whose user has no name needs --by', async () => {
    const world = { namespace: engine.namespace, userName: () => undefined };
    const { exit, stderr } = await run(world, 'rescind', KENJI, '--reason', 'why');
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('--by') });
  });
});
