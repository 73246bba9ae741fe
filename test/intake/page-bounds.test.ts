import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { PATIENT, startIntake, type RunningIntake } from '../support/intake';
import {
  CLEAR_OF_MIDNIGHT_MS,
  clearOfMidnight,
  endOfDay,
  inBatches,
  leaversIn,
  listed,
  sectionOf,
  textOf,
} from './page-support';

const BOUND = 300;

let engine: Engine;
let client: OffboardingClient;
let intake: RunningIntake;
beforeAll(clearOfMidnight, CLEAR_OF_MIDNIGHT_MS);
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  client = await connectOffboarding(settingsFor(engine.namespace));
  intake = await startIntake(settingsFor(engine.namespace), { ...PATIENT, apiTokens: [] });
});
afterAll(async () => {
  await intake?.close();
  await client?.close();
  await engine?.stop();
});

const people = (name: string, count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${name}.${String(index).padStart(4, '0')}@example.com`,
  );
const list = (emails: string[], run: object) =>
  inBatches(emails, (email) => listed(engine, { email, ...run }));
/** The page once Temporal's list tells of so many. */
async function pageOf(states: string[], count: number): Promise<string> {
  await eventually(
    () => client.runs.count({ states }),
    (counted) => counted === count,
  );
  return (await intake.get('/')).text;
}

describe('a section that is cut at its bound', () => {
  it('shows of those scheduled the next ones, whole days of them, and says how many more there are', async () => {
    // Begun in another order than that in which they leave.
    await list(people('last', 100), { state: 'scheduled', effectiveAt: endOfDay(400) });
    await list(people('first', 120), { state: 'scheduled', effectiveAt: endOfDay(1) });
    await list(people('second', 150), { state: 'scheduled', effectiveAt: endOfDay(9) });
    await list(people('third', 60), { state: 'scheduled', effectiveAt: endOfDay(10) });
    const page = await pageOf(['scheduled'], 430);
    const later = sectionOf(page, 'later');
    const shown = leaversIn(later);
    expect(shown).toHaveLength(BOUND);
    expect(shown.slice(0, 270)).toEqual([...people('first', 120), ...people('second', 150)]);
    for (const email of shown.slice(270)) expect(email).toMatch(/^third/);
    expect(textOf(later)).toContain('and 130 more that this page leaves out');
    expect(textOf(page)).toContain('430 scheduled');
  });

  it('shows of a single day that is too large a part', async () => {
    await list(people('crowd', 310), { state: 'scheduled', effectiveAt: endOfDay(1) });
    const later = sectionOf(await pageOf(['scheduled'], 740), 'later');
    expect(leaversIn(later)).toHaveLength(BOUND);
    expect(later.match(/<h3/g)).toHaveLength(1);
    expect(textOf(later)).toContain('and 440 more that this page leaves out');
  });

  it('says of who waits how many more there are', async () => {
    await list(people('blocked', 320), { state: 'blocked', blockedOn: ['zoom.timeout'] });
    const page = await pageOf(['blocked'], 320);
    const waiting = sectionOf(page, 'waiting');
    expect(leaversIn(waiting)).toHaveLength(BOUND);
    expect(textOf(waiting)).toContain('300 leavers on this page, code zoom.timeout');
    expect(textOf(waiting)).toContain('and 20 more that this page leaves out');
    expect(textOf(page)).toContain('320 wait for a person');
  });

  it('shows who waits, however many are under way', async () => {
    await list(people('running', 700), { state: 'running', effectiveAt: endOfDay() });
    const page = await pageOf(['running'], 700);
    expect(leaversIn(sectionOf(page, 'waiting'))).toHaveLength(BOUND);
    const today = sectionOf(page, 'today');
    expect(leaversIn(today)).toHaveLength(BOUND);
    expect(textOf(today)).toContain('and 400 more that this page leaves out');
    expect(textOf(page)).toContain('320 wait for a person 700 under way');
  });
});
