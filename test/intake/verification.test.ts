import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  challengingSource,
  nowhere,
  SECRET,
  startIntake,
  type RunningIntake,
} from '../support/intake';

let intake: RunningIntake;
let off: RunningIntake;
beforeAll(async () => {
  intake = await startIntake(nowhere());
  off = await startIntake(nowhere(), { sources: [{ source: challengingSource, secrets: [] }] });
});
afterEach(() => void intake.secrets.splice(0));
afterAll(() => Promise.all([intake.close(), off.close()]));

describe("a sender's GET", () => {
  it('is answered where it is a challenge', async () => {
    const { status, json } = await intake.get('/webhooks/challenging', { 'x-challenge': 'abc' });
    expect([status, json]).toEqual([200, { verification: 'abc' }]);
  });

  it.each([
    ['no challenge', 'challenging', 'no_challenge'],
    ['for a source that has none', 'test', 'no_challenge'],
    ['for a source that is off', 'unused', 'source_off'],
    ['for no source', 'nobody', 'unknown_source'],
  ])('is 404 where it is %s', async (_what, source, code) => {
    const { status, json } = await intake.get(`/webhooks/${source}`);
    expect([status, json.error.code]).toEqual([404, code]);
  });
});

describe("a sender's first trial", () => {
  const trial = { source: 'challenging', secret: 'unknown as yet' };

  it('is taken unsigned, and its secret is shown once and never logged', async () => {
    const { status, json } = await intake.post({ token: 'made-up-secret' }, trial);
    expect([status, json]).toEqual([200, {}]);
    expect(intake.secrets).toEqual([['challenging', 'made-up-secret']]);
    expect(JSON.stringify(intake.log())).not.toContain('made-up-secret');
    expect(intake.log().at(-1)).toMatchObject({ source: 'challenging', outcome: 'handshake' });
  });

  it('is taken signed as well', async () => {
    const signed = { source: 'challenging', secret: SECRET };
    expect((await intake.post({ token: 'made-up-secret' }, signed)).status).toBe(200);
  });

  it('is taken while the source is off, for its secret is not known before', async () => {
    expect((await off.post({ token: 'made-up-secret' }, trial)).status).toBe(200);
    const { status, json } = await off.post([], trial);
    expect([status, json.error.code]).toEqual([404, 'source_off']);
  });

  it.each([
    ['something else', '[]'],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('is refused as unsigned where it is %s', async (_what, body) => {
    const { status, json } = await intake.post(body, trial);
    expect([status, json.error.code]).toEqual([401, 'bad_signature']);
    expect(intake.secrets).toEqual([]);
  });

  it('is no way into a source that has none', async () => {
    const { status } = await intake.post({ token: 'made-up-secret' }, { secret: 'another' });
    expect(status).toBe(401);
    expect(intake.secrets).toEqual([]);
  });
});
