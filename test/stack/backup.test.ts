import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually';
import { restoreBackup, takeBackup } from './database-copy';
import { describeOnStack } from './describe-on-stack';
import { TestStack } from './test-stack';

const DONE = 'done@example.com';
const BLOCKED = 'blocked@example.com';
const LATER = 'later@example.com';
const AFTERWARDS = 'afterwards@example.com';
const BY = { by: 'test', reason: 'after the backup' };

describeOnStack('a backup, as docs/operations.md takes it while everything runs', () => {
  let stack: TestStack;
  let before: string;
  const report = async (email: string) => JSON.stringify(await stack.client.report(email));

  beforeAll(async () => {
    stack = await TestStack.start({ sweepDelay: '1s' });
    const { zoom, cloudflare } = stack.simulators;
    for (const email of [DONE, BLOCKED, LATER, AFTERWARDS])
      for (const provider of [zoom, cloudflare]) provider.addUser({ email, sessions: 1 });
    zoom.addFault({ user: BLOCKED, fault: 'zoom.status.400.200', times: 'always' });
    const inADay = new Date(Date.now() + 86_400_000).toISOString();
    await stack.client.start({ email: LATER, effectiveAt: inADay });
    await stack.client.start({ email: BLOCKED });
    await stack.client.start({ email: DONE });
    await eventually(() => stack.client.wait(DONE));
    await eventually(
      () => stack.client.status(BLOCKED),
      ({ state }) => state === 'blocked',
    );
    before = await report(DONE);

    const file = join(stack.folder, 'backup.tar.gz');
    await takeBackup(stack, file);
    await stack.client.rescind(LATER, BY);
    await eventually(() => stack.client.wait(LATER));
    await stack.client.start({ email: AFTERWARDS });
    await eventually(() => stack.client.wait(AFTERWARDS));

    const services = ['postgresql', 'temporal', 'worker', 'intake'].map((name) =>
      stack.service(name),
    );
    for (const service of [...services].reverse()) await service.stop();
    await restoreBackup(stack, file);
    for (const service of services) await service.start();
    await stack.recovered();
  }, 1_200_000); // where Temporal's server must be built first

  afterAll(async () => {
    await stack?.stop();
  });

  it('has what had ended, evidence and all', async () => {
    expect(await eventually(() => report(DONE))).toBe(before);
  });

  it('goes on with what was under way', async () => {
    stack.simulators.zoom.clearFaults();
    const answer = { step: 'deactivateZoomUser', decision: 'retry', ...BY } as const;
    await stack.client.decide(BLOCKED, answer);
    expect(await stack.client.wait(BLOCKED)).toMatchObject({ state: 'completed' });
  });

  it('does not know what came after it: that has to be said again', async () => {
    expect(await stack.client.status(LATER)).toMatchObject({ state: 'scheduled' });
    await expect(stack.client.status(AFTERWARDS)).rejects.toThrow(AFTERWARDS);
    await stack.client.start({ email: AFTERWARDS });
    expect(await stack.client.wait(AFTERWARDS)).toMatchObject({ state: 'completed' });
    expect(stack.simulators.zoom.user(AFTERWARDS)).toMatchObject({ status: 'inactive' });
  });
});
