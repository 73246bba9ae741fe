import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statusSchema } from '../../src/intake/schemas';
import { Engine } from '../support/engine';
import { settingsFor } from '../client/settings';
import { API_TOKEN, PATIENT, startIntake, type RunningIntake } from '../support/intake';

let engine: Engine;
let intake: RunningIntake;
beforeAll(async () => {
  engine = await Engine.start();
  intake = await startIntake(settingsFor(engine.namespace), PATIENT);
});
afterAll(async () => {
  await intake?.close();
  await engine?.stop();
});

const statusOf = (id: string) =>
  intake.get(`/offboardings/${encodeURIComponent(id)}`, { authorization: `Bearer ${API_TOKEN}` });

describe('the status of a run', () => {
  it('is what the run answers, in the form that the OpenAPI document promises', async () => {
    const email = engine.addLeaver('leaver@example.com');
    const effectiveAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await engine.begin({ email, employeeId: 'e-1', effectiveAt });
    const scheduled = await engine.until(id, ({ state }) => state === 'scheduled');
    const before = await statusOf(id);
    expect([before.status, before.json]).toEqual([200, scheduled]);
    await engine.signal(id, 'startNow', { by: 'a test', reason: 'to see the end of it' });
    const ended = await engine.end(id);
    const after = await statusOf(id);
    expect([after.status, after.json]).toEqual([200, ended]);
    for (const { json } of [before, after]) expect(() => statusSchema.parse(json)).not.toThrow();
    // Nothing in it that the document does not name.
    expect(statusSchema.parse(after.json)).toEqual(after.json);
  });

  it('is found by e-mail, however it is written', async () => {
    const email = engine.addLeaver('by-mail@example.com');
    const effectiveAt = new Date(Date.now() + 3_600_000).toISOString();
    await engine.begin({ email, effectiveAt }, `offboarding-${email}`);
    const { status, json } = await statusOf(' By-Mail@Example.com ');
    expect([status, json['email']]).toEqual([200, email]);
  });
});
