import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { BREAKER_WORKFLOW_ID, BREAKER_WORKFLOW_TYPE } from '../../src/domain/breaker';
import { offboard } from '../cli/run-cli';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture, occurred } from '../support/hr-event';

const WHO = { by: 'operator', reason: 'HR confirmed it' };

let engine: Engine;
let client: OffboardingClient;
beforeAll(async () => {
  engine = await Engine.start({ policy: { breakerPatience: '1s' } });
  client = await connectOffboarding(settingsFor(engine.namespace));
  // It takes every question, and no worker ever answers one.
  await engine.temporal.workflow.start(BREAKER_WORKFLOW_TYPE, {
    ...{ workflowId: BREAKER_WORKFLOW_ID, taskQueue: 'nobody-works-here' },
  });
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const callsFor = (user: string) => [
  ...engine.simulators.zoom.requests({ user }),
  ...engine.simulators.cloudflare.requests({ user }),
];

/** HR records the end of somebody's employment; answers their e-mail, once the run says what it waits for. */
async function heldWithout(days: number): Promise<{ email: string; id: string }> {
  const email = engine.addLeaver(`${randomUUID()}@example.com`);
  const effective = { when: inFuture(days * DAY) };
  await client.hrEvent(hrEvent({ kind: 'terminate', employee: { email }, effective }));
  const id = `offboarding-${email}`;
  const isAsked = ({ needs }: { needs: { code: string }[] }) =>
    needs.some(({ code }) => code === 'breaker.noVerdict');
  await eventually(() => engine.status(id), isAsked);
  return { email, id };
}
const finished = async (id: string) => (await engine.end(id)).state;

describe('a breaker that does not answer', () => {
  it('has an automatic run held, with a code of its own, until a person releases it', async () => {
    const { email, id } = await heldWithout(0);
    expect(await engine.status(id)).toMatchObject({
      state: 'held',
      needs: [{ decisions: [], message: expect.stringContaining(BREAKER_WORKFLOW_ID) }],
    });
    const [listed] = await eventually(
      () => client.runs.find({ blockedOn: 'breaker.noVerdict' }),
      (runs) => runs.length === 1,
    );
    expect(listed).toMatchObject({ state: 'held', email });
    const blocked = await offboard({ namespace: engine.namespace }, 'blocked');
    expect(blocked.stdout).toContain(`npx offboard release ${email} --reason`);
    expect(callsFor(email)).toEqual([]);

    await engine.update(id, 'release', WHO);
    expect(await finished(id)).toBe('completed');
    const { entries } = await engine.report(id);
    expect(entries).toContainEqual(expect.objectContaining({ message: 'release', ...WHO }));
    expect((await engine.report(id)).status.needs).toEqual([]);
  });

  it('holds up nobody whose access must go this minute', async () => {
    const { email, id } = await heldWithout(30);
    await client.hrEvent(hrEvent({ kind: 'revokeNow', employee: { email }, ...occurred(1_000) }));
    expect(await finished(id)).toBe('completed');
  });

  it('is taken back like any other', async () => {
    const { email, id } = await heldWithout(30);
    await engine.signal(id, 'rescind', WHO);
    expect(await finished(id)).toBe('rescinded');
    expect(callsFor(email)).toEqual([]);
  });

  it('is asked again: the run goes on by itself once there is an answer', async () => {
    const { id } = await heldWithout(30);
    await engine.temporal.workflow.getHandle(BREAKER_WORKFLOW_ID).terminate('mended');
    const { needs } = await engine.until(id, ({ state }) => state === 'scheduled');
    expect(needs).toEqual([]);
  });
});
