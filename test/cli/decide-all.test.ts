import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineSearchAttributeKey } from '@temporalio/common';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { SEARCH_ATTRIBUTES } from '../../src/domain/contract';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { person } from './person';
import { offboard as run } from './run-cli';

const CODE = 'cloudflare.403.10000';

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  // Only a person's answer tries again.
  engine = await Engine.start({ policy: { sweepInterval: '1h' } });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const decide = (world: object, ...argv: string[]) =>
  run({ namespace: engine.namespace, ...world }, 'decide', '--blocked-on', ...argv);
const decisionsOf = async (email: string) =>
  (await engine.report(`offboarding-${email}`)).entries.flatMap((entry) =>
    entry.kind === 'decision' ? [[entry.decision, entry.step, entry.by, entry.reason]] : [],
  );
const listed = (code: string, count: number) =>
  eventually(
    () => client.runs.find({ states: ['blocked'], blockedOn: code }),
    (runs) => runs.length === count,
  );

/** Runs that Cloudflare refuses until it is mended. */
async function refused(name: string, count: number, source = name): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, i) => `${name}${i}@example.com`);
  for (const email of emails) {
    engine.addLeaver(email);
    engine.simulators.cloudflare.addFault({
      ...{ call: 'revokeUser', user: email, fault: 'cloudflare.any.403.10000', times: 'always' },
    });
    await client.start({ email, source });
  }
  for (const email of emails)
    await engine.until(`offboarding-${email}`, ({ state }) => state === 'blocked');
  return emails;
}
const mend = () => engine.simulators.cloudflare.clearFaults();

const blockedAttributes = () => [
  {
    key: defineSearchAttributeKey('OffboardingState', SEARCH_ATTRIBUTES.OffboardingState),
    value: 'blocked',
  },
  {
    key: defineSearchAttributeKey('OffboardingBlockedOn', SEARCH_ATTRIBUTES.OffboardingBlockedOn),
    value: [CODE],
  },
];

describe('decide --blocked-on', () => {
  it('refuses to guess where nobody can be asked, with 2, and sends nothing', async () => {
    const ran = await decide({}, CODE, 'retry', '--reason', 'why');
    expect(ran).toEqual({ exit: 2, stdout: '', stderr: expect.stringContaining('--yes: must be') });
    const json = await decide(person('y\n'), CODE, 'retry', '--reason', 'why', '--json');
    expect(json.exit).toBe(2);
  });

  it('says that no run waits with the code, and ends with 0', async () => {
    const ran = await decide({}, 'x.1', 'retry', '--reason', 'why', '--yes');
    expect(ran).toEqual({ exit: 0, stdout: 'No run is blocked on x.1.\n', stderr: '' });
  });

  it.each([
    ['no', person('n\n')],
    ['nothing', person('\n')],
    ['what is no y', person('yonder\n')],
  ])('sends nothing on %s', async (name, world) => {
    const [email] = await refused(`no-${name.length}-`, 1);
    await listed(CODE, 1);
    const ran = await decide(world, CODE, 'retry', '--reason', 'why');
    expect(ran).toMatchObject({
      exit: 0,
      stderr: expect.stringMatching(/\[y\/N\] Nothing was sent/),
    });
    expect(await decisionsOf(email!)).toEqual([]);
    mend();
    await decide({}, CODE, 'retry', '--reason', 'mended', '--yes');
    await engine.end(`offboarding-${email}`);
    await listed(CODE, 0);
  });

  it('sends nothing on the end of the input, nor on Ctrl-C', async () => {
    const [email] = await refused('gone', 1);
    await listed(CODE, 1);
    const away = person();
    away.stdin.end();
    expect(await decide(away, CODE, 'retry', '--reason', 'why')).toMatchObject({ exit: 0 });

    const interruption = new AbortController();
    const onOutput = () => setImmediate(() => interruption.abort(new Error('^C')));
    const world = { ...person(), interrupted: interruption.signal, onOutput };
    expect(await decide(world, CODE, 'retry', '--reason', 'why')).toMatchObject({
      ...{ exit: 130, stderr: expect.stringContaining('Nothing was sent.') },
    });
    expect(await decisionsOf(email!)).toEqual([]);
    mend();
    await decide({}, CODE, 'retry', '--reason', 'mended', '--yes');
    await listed(CODE, 0);
  });

  it('shows them, asks, and sends the decision to all that wait with the code', async () => {
    const mine = await refused('all', 3);
    const [other] = await refused('other', 1);
    mend();
    await listed(CODE, 4);
    const ran = await decide(
      person('y\n'),
      ...[CODE, 'retry', '--source', 'all', '--by', 'Ann', '--reason', 'permission added'],
    );
    expect(ran).toMatchObject({ exit: 0, stderr: 'Send retry to these 3 runs? [y/N] ' });
    expect(ran.stdout).toMatch(/^3 runs of source all blocked on cloudflare\.403\.10000 can take/);
    expect(ran.stdout).toContain('✔ all0@example.com: Revoke Cloudflare Zero Trust tokens');
    for (const email of mine) {
      expect(await decisionsOf(email)).toContainEqual([
        ...['retry', 'revokeZeroTrustTokens', 'Ann', 'permission added'],
      ]);
      expect((await engine.end(`offboarding-${email}`)).state).toBe('completed');
    }
    expect(await decisionsOf(other!)).toEqual([]);
    await decide({}, CODE, 'retry', '--reason', 'mended', '--yes');
    await listed(CODE, 0);
  });

  it('goes on where one does not take it, tells each outcome, and ends with 1', async () => {
    const [fit] = await refused('fit', 1);
    // Neither provider knows the person: there is nothing to mark done.
    await client.start({ email: 'nobody@example.com' });
    await listed('employee.notFoundAnywhere', 1);
    const ran = await decide(
      ...([{}, 'employee.notFoundAnywhere', 'markDone'] as const),
      ...['--reason', 'why', '--yes', '--json'],
    );
    expect(ran.exit).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ...{ accepted: 0, failed: 1, over: 0, unsent: 0 },
      runs: [{ outcome: 'failed', message: 'takes only retry, skip' }],
    });
    expect(await decisionsOf('nobody@example.com')).toEqual([]);

    // A run that ended, and one that stands still without a worker, as a list may show them.
    await engine.temporal.workflow.start('offboardEmployee', {
      ...{ workflowId: 'offboarding-orphan', taskQueue: 'nobody-serves-this', args: [{}] },
      typedSearchAttributes: blockedAttributes(),
    });
    await listed(CODE, 2);
    mend();
    const both = await decide({}, CODE, 'retry', '--reason', 'mended', '--yes');
    expect(both.exit).toBe(1);
    expect(both.stdout).toMatch(/– not orphan: No worker serves the task queue/);
    expect(both.stdout).toMatch(/✔ fit0@example\.com: /);
    expect(both.stdout).toMatch(/\n\d accepted, 1 not\.\n$/);
    expect((await engine.end(`offboarding-${fit}`)).state).toBe('completed');
    await engine.temporal.workflow.getHandle('offboarding-orphan').terminate();
  });

  it('leaves alone who was answered meanwhile', async () => {
    // Or the one who was answered may have ended before the other answer comes.
    await engine.usePolicy({ sweepInterval: '1h', sweepDelay: '1h' });
    const [quick, slow] = await refused('meanwhile', 2);
    mend();
    await listed(CODE, 2);
    const world = person();
    let isFirst = true;
    const onOutput = () => {
      if (!isFirst) return;
      isFirst = false;
      void client
        .decide(`offboarding-${quick}`, {
          ...{ step: 'revokeZeroTrustTokens', decision: 'skip', by: 'Bob', reason: 'faster' },
        })
        .then(() => world.stdin.write('y\n'));
    };
    const ran = await decide({ ...world, onOutput }, CODE, 'retry', '--reason', 'mended');
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toMatch(/✖ meanwhile0@example\.com: Revoke Cloudflare Zero Trust tokens: /);
    expect(ran.stdout).toMatch(/✔ meanwhile1@example\.com: Revoke Cloudflare Zero Trust tokens/);
    expect(await decisionsOf(slow!)).toHaveLength(1);
  });
});
