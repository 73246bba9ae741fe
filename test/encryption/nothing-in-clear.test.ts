import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { NOTICE_KINDS } from '../../src/domain/notices/notice';
import { createNotices } from '../../src/providers/notices/create';
import { offboard } from '../cli/run-cli';
import { settingsFor } from '../client/settings';
import { findSecrets, type Haystacks } from '../secrets/find-secrets';
import { environmentOf, newEncryption } from '../support/encryption';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture } from '../support/hr-event';
import { startServer, type TestServer } from '../support/http-server';
import { evidenceOfNamespace, typesIn } from './namespace-evidence';

/** In every e-mail, name, and sentence of this test; in nothing else. */
const MARK = 'qzxvjkwqpl';
const emailOf = (name: string): string => `${name}.${MARK}@example.com`;
const SAID = { by: `Olga ${MARK}`, reason: `because ${MARK} left` };
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

const encryption = newEncryption('2026-07');
let engine: Engine;
let client: OffboardingClient;
let webhook: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offboarding-encryption-'));
  webhook = await startServer((_request, response) => response.writeHead(204).end());
  engine = await Engine.start({
    encryption,
    policy: { protectedAccounts: [emailOf('held')], sweepInterval: '1h' },
    notices: createNotices(
      { webhook: { url: webhook.url, secrets: [WEBHOOK_SECRET] }, kinds: [...NOTICE_KINDS] },
      undefined,
    ),
  });
  client = await connectOffboarding({ ...settingsFor(engine.namespace), encryption });
});
afterAll(async () => {
  await client.close();
  await engine.stop();
  await webhook.close();
  await rm(folder, { recursive: true });
});

const add = (name: string): string =>
  engine.addLeaver(emailOf(name), { first_name: 'Jane', last_name: MARK });
const cli = (...words: string[]) =>
  offboard({ namespace: engine.namespace, environment: environmentOf(encryption) }, ...words);
const block = (user: string, call: 'updateStatus' | 'updatePassword' = 'updateStatus'): unknown =>
  engine.simulators.zoom.addFault({ call, user, fault: 'zoom.any.400.4711' });
const stateOf = async (id: string) => (await client.status(id)).state;
const reaches = (id: string, state: string) =>
  eventually(
    () => stateOf(id),
    (seen) => seen === state,
  );

describe('with encryption on', () => {
  it('takes a leaver through a block, a decision and a reversal, found by the e-mail each time', async () => {
    const email = add('blocked');
    block(email);
    // Or the run may end before it is rescinded.
    block(email, 'updatePassword');
    const started = await cli('start', email, '--reason', SAID.reason, '--by', SAID.by, '--json');
    expect(started).toMatchObject({ exit: 0 });
    const { workflowId } = JSON.parse(started.stdout) as { workflowId: string };
    expect(workflowId).toMatch(/^offboarding-[0-9a-f]{32}$/);
    expect(await client.start({ email: email.toUpperCase() })).toMatchObject({
      ...{ workflowId, joined: true },
    });
    await reaches(email, 'blocked');
    const shown = await cli('status', email);
    expect(shown.stdout).toContain(email);
    const listed = await cli('list', '--json');
    expect(listed.stdout).toContain(email);
    await client.decide(email, { step: 'deactivateZoomUser', decision: 'skip', ...SAID });
    expect(await cli('rescind', email, '--reason', SAID.reason, '--by', SAID.by)).toMatchObject({
      exit: 0,
    });
    await reaches(email, 'rescinded');
    expect((await cli('report', email)).stdout).toContain(MARK);
  });

  it("brings HR's events, people and lists together in one run", async () => {
    const email = add('scheduled');
    const effective = { when: inFuture(DAY) };
    await client.hrEvent(
      hrEvent({ kind: 'terminate', employee: { email }, effective, reason: SAID.reason }),
    );
    await eventually(
      () => stateOf(email),
      (state) => state === 'scheduled',
    );
    const joined = await client.start({ email });
    expect(joined.joined).toBe(true);
    const { workflowId } = await client.hr.status(email);
    expect(workflowId).toBe(joined.workflowId.replace('offboarding-', 'hr-events-'));

    const [one, other] = [add('row-1'), add('row-2')];
    const file = join(folder, 'leavers.csv');
    await writeFile(
      file,
      `email,employeeId,reason\n${email},,${SAID.reason}\n${one},,\n${other},4711,\n`,
    );
    const preview = await cli('batch', file, '--dry-run', '--json');
    expect(JSON.parse(preview.stdout)).toMatchObject({
      leavers: [{ workflowId: joined.workflowId, existing: { state: 'scheduled' } }, {}, {}],
    });
    const batch = await cli('batch', file, '--by', SAID.by, '--json');
    expect(JSON.parse(batch.stdout)).toMatchObject({
      ...{ state: 'finished', counts: { joined: 1, completed: 2 } },
    });
    expect(await stateOf(one)).toBe('completed');
    expect(await stateOf('4711')).toBe('completed');
    await client.rescind(email, SAID);
    await reaches(email, 'rescinded');
  });

  it('treats an employee id that is an e-mail as one', async () => {
    const email = add('id-is-email');
    await client.hrEvent(hrEvent({ kind: 'revokeNow', employee: { id: email, email } }));
    await reaches(email, 'completed');
    const found = await client.runs.find({ states: ['completed'] });
    expect(found.find((run) => run.email === email)).not.toHaveProperty('employeeId');
  });

  it('holds a protected account, refuses bad input, and reads the form of the Web UI in clear', async () => {
    add('held');
    await client.start({ email: emailOf('held'), requestedBy: SAID.by });
    await reaches(emailOf('held'), 'held');
    const bad = await engine.begin({ email: `no e-mail ${MARK}`, [MARK]: 1 });
    await expect(engine.end(bad)).rejects.toThrow('Workflow execution failed');
    const byHand = await engine.begin({ email: add('by-hand'), dryRun: true });
    expect((await engine.end(byHand)).state).toBe('completed');
    const unknown = await engine.temporal.workflow.start(`${'no'}SuchType`, {
      ...{ taskQueue: 'offboarding', workflowId: 'unknown-type', args: [MARK] },
    });
    await expect(unknown.result()).rejects.toThrow();
  });

  it('leaves no e-mail, no name and no reason in what Temporal keeps', async () => {
    await eventually(
      () => Promise.resolve(webhook.requests.length),
      (count) => count >= 3,
    );
    const evidence: Haystacks = await evidenceOfNamespace(engine);
    expect(typesIn(evidence)).toEqual(
      expect.arrayContaining(['hrEvents', 'offboardBatch', 'offboardEmployee', 'sendNotice']),
    );
    expect(findSecrets(evidence, new Map([[MARK, 'something in clear']]))).toEqual([]);
    // And the search would find it.
    const { clear } = { clear: JSON.stringify({ email: emailOf('x') }) };
    expect(findSecrets({ clear }, new Map([[MARK, 'found']]))).toHaveLength(1);
  });
});
