import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { settingsFor } from '../client/settings';
import { Engine, stepOf } from '../support/engine';
import { eventually } from '../support/eventually';
import { hrEvent } from '../support/hr-event';
import { offboard as run } from './run-cli';

const BOSS = 'boss@example.com';
const DENIED = 'zoom.403';
const REFUSED = 'cloudflare.403.10000';

let engine: Engine;
let client: OffboardingClient;
const blocked = (...argv: string[]) => run({ namespace: engine.namespace }, 'blocked', ...argv);

beforeAll(async () => {
  engine = await Engine.start({ policy: { protectedAccounts: [BOSS] } });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const denyZoom = (user: string) =>
  engine.simulators.zoom.addFault({
    ...{ call: 'updateStatus', user, fault: 'zoom.any.403', times: 'always' },
  });
const refuseCloudflare = (user: string) =>
  engine.simulators.cloudflare.addFault({
    ...{ call: 'revokeUser', user, fault: 'cloudflare.any.403.10000', times: 'always' },
  });

describe('offboard blocked', () => {
  it('says that nobody waits, and ends with 0', async () => {
    // A worker is known to Temporal once it has asked for work.
    const ran = await eventually(blocked, ({ stdout }) => !stdout.includes('No worker'));
    expect(ran).toEqual({
      ...{ exit: 0, stdout: 'Nobody waits for a person.\n', stderr: '' },
    });
    expect(JSON.parse((await blocked('--json')).stdout)).toEqual({
      ...{ waiting: 0, groups: [], late: [], isServed: true },
    });
  });

  it('says who waits, by cause, and ends with 1', async () => {
    const many = Array.from({ length: 12 }, (_, i) => `b${String(i).padStart(2, '0')}@example.com`);
    for (const email of [...many, 'both@example.com', BOSS]) engine.addLeaver(email);
    for (const email of [...many, 'both@example.com']) refuseCloudflare(email);
    denyZoom('both@example.com');
    // Due before they were asked for, so that the longest waiting is the first asked for, not the first picked up.
    for (const email of many) await client.start({ email, effectiveAt: '2026-01-05T00:00:00Z' });
    await client.start({ email: 'both@example.com', employeeId: '4711' });
    await client.start({ email: BOSS });
    await client.hrEvent(hrEvent({ kind: 'terminate', employee: { id: 'E-1' } }));
    const { stdout, exit } = await eventually(
      () => blocked('--json'),
      (ran) => {
        const seen = JSON.parse(ran.stdout) as { waiting: number; groups: { runs: object[] }[] };
        // The one with two codes may be listed with the first of them a moment before.
        return seen.waiting === 15 && seen.groups.flatMap(({ runs }) => runs).length === 16;
      },
    );
    expect(exit).toBe(1);
    const { groups } = JSON.parse(stdout) as {
      groups: { code: string; runs: object[]; answers: string[]; since: string }[];
    };
    // The biggest first; the one with two codes is in two, and counts once.
    expect(groups.map(({ code, runs }) => [code, runs.length]).slice(0, 1)).toEqual([
      [REFUSED, 13],
    ]);
    expect(Object.fromEntries(groups.map(({ code, answers }) => [code, answers]))).toEqual({
      [REFUSED]: [`npx offboard decide --blocked-on ${REFUSED} retry --reason "…"`],
      [DENIED]: [`npx offboard decide --blocked-on ${DENIED} retry --reason "…"`],
      'employee.protected': [
        `npx offboard release ${BOSS} --reason "…"`,
        `npx offboard rescind ${BOSS} --reason "…"`,
      ],
      'employee.noEmail': ['npx offboard dismiss hr-events-E-1 --reason "…"'],
    });

    for (const waiting of [BOSS, many[0]!])
      expect(await run({ namespace: engine.namespace }, 'status', waiting)).toMatchObject({
        exit: 1,
      });
    // A sweep where one provider could not be asked is done, and says so.
    const swept = await engine.until(
      `offboarding-${many[0]!}`,
      (status) =>
        stepOf(status, 'sweepSessions').message?.includes('Zoom: revoked again.') === true,
    );
    const told = stepOf(swept, 'sweepSessions');
    expect(told.message).toBe(
      `Zoom: revoked again. Cloudflare was not asked again, since its first revoke is blocked (${REFUSED}).`,
    );
    const text = (await blocked()).stdout;
    expect(text).toMatch(/^\n {2}15 wait for a person\n/);
    const block = text.split('\n\n')[1] ?? '';
    expect(block.split('\n')).toEqual([
      '  13 runs: Cloudflare token is invalid or lacks a permission',
      expect.stringMatching(
        /^ {4}cloudflare\.403\.10000, the first since \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
      ),
      `    ${many.slice(0, 10).join(', ')} and 3 more`,
      '    not contained, may still get in: all of them',
      `    $ npx offboard decide --blocked-on ${REFUSED} retry --reason "…"`,
    ]);
    expect(text).toContain('  1 employee: HR says that somebody leaves');
    expect(text).toContain('    E-1 (hr-events-E-1)\n');
    expect(text).toContain('    both@example.com (4711)\n');
  });

  it('answers without a worker, breaks names at the width of a terminal, and commands nowhere', async () => {
    const { stdout } = await run(
      { namespace: engine.namespace, terminal: { columns: 60 } },
      'blocked',
    );
    // eslint-disable-next-line no-control-regex
    const lines = stdout.split('\n').map((line) => line.replace(/\u001b\[\d+m/g, ''));
    const prose = lines.filter((line) => !line.includes('$ npx'));
    expect(prose.every((line) => line.length <= 60)).toBe(true);
    expect(lines).toContain(`    $ npx offboard decide --blocked-on ${REFUSED} retry --reason "…"`);
  });
});

describe("an account's owner", () => {
  it('is offered no demotion, which an administrator is', async () => {
    const world = await Engine.start();
    const isBlockedWith = async (email: string, role_id: string) => {
      world.addLeaver(email, { role_id });
      const id = await world.begin({ email }, `offboarding-${email}`);
      const { needs } = await world.until(id, ({ state }) => state === 'blocked');
      const { stdout } = await eventually(
        () => run({ namespace: world.namespace }, 'blocked'),
        (ran) => ran.stdout.includes(email),
      );
      return stdout + JSON.stringify(needs);
    };
    try {
      const owner = await isBlockedWith('owner@example.com', '0');
      expect(owner).toContain('decide --blocked-on zoom.400.200 retry');
      expect(owner).toContain('transfer the ownership in Zoom');
      expect(owner).not.toContain('demoteAndRetry');
      const both = await isBlockedWith('admin@example.com', '1');
      expect(both).toContain('decide --blocked-on zoom.400.200 demoteAndRetry');
      expect(both).toContain('by decision demoteAndRetry');
    } finally {
      await world.stop();
    }
  });
});

describe('whose access is not gone yet', () => {
  it('is told of, though nobody is waited for', async () => {
    const late = await Engine.start();
    try {
      const email = late.addLeaver('slow@example.com');
      // Throttled: Cloudflare is asked again in an hour.
      const fault = { call: 'revokeUser', user: email, fault: 'cloudflare.any.429.971' } as const;
      late.simulators.cloudflare.addFault({ ...fault, retryAfterSeconds: 3_600 });
      const effectiveAt = new Date(Date.now() - 3_600_000).toISOString();
      await late.begin({ email, effectiveAt }, `offboarding-${email}`);
      const { stdout, exit } = await eventually(
        () => run({ namespace: late.namespace }, 'blocked'),
        (ran) => ran.stdout.includes('slow@example.com'),
      );
      expect(exit).toBe(0);
      expect(stdout).toMatch(
        /^Nobody waits for a person\.\n {2}1 is not contained yet, or being taken back; it goes on without you\n {4}due .* UTC\n {4}slow@example\.com\n/,
      );
    } finally {
      await late.stop();
    }
  });

  it('goes nowhere without a worker, which is said', async () => {
    const alone = await Engine.start({ workers: false });
    try {
      const { stdout } = await run({ namespace: alone.namespace }, 'blocked');
      expect(stdout).toMatch(/^No worker has asked for work .*npm run worker/);
    } finally {
      await alone.stop();
    }
  });
});
