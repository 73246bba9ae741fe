import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import type { HrEventsReport } from '../../src/domain/hr/status';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture, occurred } from '../support/hr-event';
import { offboard as run } from './run-cli';

let engine: Engine;
let client: OffboardingClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offboarding-evidence-'));
  engine = await Engine.start({ policy: { protectedAccounts: ['boss@example.com'] } });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
  await rm(folder, { recursive: true });
});
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);

/** HR told of the end of an employment, carried it out, and takes it back: a person is asked. */
async function takenBackAfterEnd(employee: { id?: string; email: string }): Promise<string> {
  engine.addLeaver(employee.email);
  const who = employee.id ?? employee.email;
  await client.hrEvent(hrEvent({ kind: 'terminate', employee }));
  await eventually(() => engine.end(`offboarding-${who}`));
  await eventually(
    () => client.hr.status(`hr-events-${who}`),
    ({ run: followed }) => followed?.state === 'completed',
  );
  await client.hrEvent(hrEvent({ kind: 'cancel', employee, ...occurred(1_000), reason: 'stays' }));
  await asks(`hr-events-${who}`);
  return `hr-events-${who}`;
}
const reportFile = async (name: string): Promise<string> => {
  const output = join(folder, name);
  await offboard('report', 'by-email@example.com', '--json', '--output', output);
  return output;
};
const asks = (workflowId: string) =>
  eventually(
    () => client.hr.status(workflowId),
    ({ needs }) => needs.length > 0,
  );
const saidTo = async (workflowId: string) =>
  (await engine.query<HrEventsReport>(workflowId, 'report')).entries
    .filter(({ kind }) => kind === 'message')
    .map(({ text }) => text);

describe('offboard dismiss', () => {
  it('answers what HR asks, found by the employee id, with who and why', async () => {
    await client.hrEvent(hrEvent({ kind: 'terminate', employee: { id: 'E-1' } }));
    await asks('hr-events-E-1');
    const ran = await offboard('dismiss', 'E-1', '--reason', 'a test', '--by', 'Ann');
    expect(ran).toMatchObject({ exit: 0, stderr: '' });
    expect(ran.stdout).toMatch(
      /^Accepted by hr-events-E-1\. Nobody is asked any more:\n {2}employee\.noEmail: Nobody said/,
    );
    expect(await saidTo('hr-events-E-1')).toContain('Dismissed by Ann: a test (employee.noEmail)');

    const again = await offboard('dismiss', 'hr-events-E-1', '--reason', 'a test');
    expect(again).toEqual({
      ...{ exit: 1, stdout: '', stderr: 'hr-events-E-1 waits for nobody: nothing was sent.\n' },
    });
  });

  it('finds them by the e-mail, also where HR goes by an id', async () => {
    const byEmail = await takenBackAfterEnd({ email: 'by-email@example.com' });
    const before = await reportFile('before.json');
    const ran = await offboard('dismiss', 'By-Email@example.com', '--reason', 'why', '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ...{ workflowId: byEmail, accepted: true, dismissed: [{ code: 'hr.withdrawnAfterEnd' }] },
    });
    // The report of the run, which ended before, says so too.
    const text = await offboard('report', 'by-email@example.com');
    expect(text.stdout).toMatch(
      /Z {2}\S+ dismissed what HR's events ask \(hr\.withdrawnAfterEnd\): why\n +sent to hr-events-by-email@/,
    );
    const verified = async (file: string) =>
      (await offboard('report', 'by-email@example.com', '--verify', file)).stdout;
    expect(await verified(before)).toContain('holds the same entries, and 1 more since.');
    const after = await reportFile('after.json');
    expect(await verified(after)).toContain('holds the same entries.');

    const byId = await takenBackAfterEnd({ id: 'E-2', email: 'e2@example.com' });
    await eventually(
      () => client.runs.find({ employeeId: 'E-2', states: ['blocked'] }),
      (runs) => runs.length === 1,
    );
    const found = await offboard('dismiss', 'e2@example.com', '--reason', 'why', '--json');
    expect(JSON.parse(found.stdout)).toMatchObject({ workflowId: byId, accepted: true });
  });

  it('says what to give where HR told of nobody', async () => {
    const ran = await offboard('dismiss', 'nobody@example.com', '--reason', 'why');
    expect(ran).toMatchObject({ exit: 1, stderr: expect.stringMatching(/npx offboard blocked/) });
    const json = await offboard('dismiss', 'hr-events-E-9', '--reason', 'why', '--json');
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: 'not_found' } });
    expect(await offboard('dismiss', 'E-1', '--reason', ' ')).toMatchObject({
      ...{ exit: 2, stderr: expect.stringContaining('--reason: must say why') },
    });
  });

  it('says that they have ended', async () => {
    await client.hrEvent(hrEvent({ kind: 'terminate', employee: { id: 'E-3' } }));
    await asks('hr-events-E-3');
    await engine.temporal.workflow.getHandle('hr-events-E-3').terminate();
    const ran = await offboard('dismiss', 'E-3', '--reason', 'why');
    expect(ran).toMatchObject({ exit: 1, stderr: expect.stringContaining('has ended') });
  });
});

describe('offboard status', () => {
  it("says that HR's events of the same employee wait, with the command that answers", async () => {
    const workflowId = await takenBackAfterEnd({ id: 'E-4', email: 'e4@example.com' });
    const { exit, stdout } = await offboard('status', 'E-4');
    expect(exit).toBe(0);
    expect(stdout).toContain(
      "HR's events of this employee wait for a person: hr.withdrawnAfterEnd\n" +
        `  $ npx offboard dismiss ${workflowId} --reason "…"\n`,
    );
    const json = await offboard('status', 'E-4', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ state: 'completed', hrEvents: { workflowId, codes: ['hr.withdrawnAfterEnd'] } },
    });
    await offboard('dismiss', 'E-4', '--reason', 'why');
    expect((await offboard('status', 'E-4')).stdout).not.toContain('wait for a person');
    expect(JSON.parse((await offboard('status', 'E-4', '--json')).stdout)).not.toHaveProperty(
      'hrEvents',
    );
  });

  it("shows HR's events by their own id", async () => {
    await client.hrEvent(hrEvent({ kind: 'terminate', employee: { id: 'E-5' } }));
    await asks('hr-events-E-5');
    const { exit, stdout } = await offboard('status', 'hr-events-E-5');
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^\n {2}E-5: leaves, \d{4}-\d\d-\d\d \d\d:\d\d UTC\n/);
    expect(stdout).toContain('  ! employee.noEmail\n');
    expect(stdout).toContain('  $ npx offboard dismiss hr-events-E-5 --reason "…"\n');
    const json = await offboard('status', 'hr-events-E-1', '--json');
    expect(json.exit).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ employee: { id: 'E-1' }, needs: [] });
  });

  it('of a held run says for when it is scheduled, in the zone of the employee too, and whence', async () => {
    await client.start({
      email: 'boss@example.com',
      effectiveAt: '2036-11-27T17:00:00+01:00',
      timeZone: 'Europe/Berlin',
      source: 'gusto',
    });
    await engine.until('offboarding-boss@example.com', ({ state }) => state === 'held');
    const { exit, stdout } = await offboard('status', 'boss@example.com');
    expect(exit).toBe(1);
    expect(stdout).toContain(
      '  Scheduled for 2036-11-27 16:00 UTC (17:00 in Europe/Berlin), from source gusto\n',
    );
  });

  it('says the day of the other zone where it is another', async () => {
    const email = engine.addLeaver('tokyo@example.com');
    const effectiveAt = inFuture(30 * DAY).replace(/T.*/, 'T20:00:00Z');
    await client.start({ email, effectiveAt, timeZone: 'Asia/Tokyo' });
    await engine.until(`offboarding-${email}`, ({ state }) => state === 'scheduled');
    const { stdout } = await offboard('status', email);
    const next = new Date(Date.parse(effectiveAt) + DAY).toISOString().slice(0, 10);
    expect(stdout).toContain(`20:00 UTC (${next} 05:00 in Asia/Tokyo)\n`);
  });
});
