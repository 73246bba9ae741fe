import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { leaving, nowhere, startIntake, type RunningIntake } from '../support/intake';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await startIntake(nowhere(), { scimSecrets: ['scim-token-of-16-and-more'] });
});
afterAll(() => intake.close());

let before = 0;
beforeEach(() => {
  before = intake.log().length;
});
const lines = () => intake.log().slice(before);
const webhookLines = () => lines().filter(({ msg }) => msg === 'webhook');

async function counted(source: string, outcome: string, code = ''): Promise<number> {
  const { text } = await intake.get('/metrics');
  const series = `offboarding_intake_requests_total{source="${source}",outcome="${outcome}",code="${code}"} `;
  const line = text.split('\n').find((one) => one.startsWith(series));
  return line ? Number(line.slice(series.length)) : 0;
}

describe('a request that tells of events', () => {
  it.each([
    ['ignored', '', () => intake.post([])],
    ['refused', 'bad_signature', () => intake.post([], { secret: 'another' })],
    ['refused', 'not_json', () => intake.post('{')],
    ['refused', 'unprocessable', () => intake.post({})],
    ['refused', 'too_large', () => intake.post(' '.repeat(300_000))],
    ['unavailable', 'not_connected', () => intake.post([leaving()])],
    ['unavailable', 'internal', () => intake.post([], { headers: { 'x-broken': '1' } })],
  ])('is counted and logged once as %s %s', async (outcome, code, send) => {
    const was = await counted('test', outcome, code);
    await send();
    expect(await counted('test', outcome, code)).toBe(was + 1);
    expect(webhookLines()).toHaveLength(1);
    const line = webhookLines()[0];
    expect(line).toMatchObject({ source: 'test', outcome, ms: expect.any(Number) });
    expect(line?.['code']).toBe(code || undefined);
  });

  it('is logged with the ids of its events, and nothing else of them', async () => {
    const event = leaving({ reason: 'a private matter' });
    await intake.post([event], { headers: { 'x-note': 'a private header' } });
    expect(webhookLines()[0]).toMatchObject({ events: [event.id] });
    const text = JSON.stringify(lines());
    for (const hidden of [event.employee.email!, event.employee.id!, 'private', 'signature'])
      expect(text).not.toContain(hidden);
  });

  it('is one short line, however many events it has', async () => {
    await intake.post(Array.from({ length: 30 }, () => leaving()));
    expect(webhookLines()).toHaveLength(1);
    const { events, count } = webhookLines()[0] as { events: string[]; count: number };
    expect([events.length, count]).toEqual([20, 30]);
  });

  it('makes no series of its own by a name that nobody declared', async () => {
    const was = await counted('unknown', 'refused', 'unknown_source');
    for (const source of ['one', 'two', 'three']) await intake.post([], { source });
    await intake.get('/one');
    expect(await counted('unknown', 'refused', 'unknown_source')).toBe(was + 3);
    const { text } = await intake.get('/metrics');
    expect(text).not.toMatch(/"(one|two|three|\/one)"/);
    expect(text).toContain('route="none",status="404"');
  });

  it('is counted and logged where it comes by SCIM', async () => {
    const url = `${intake.url}/scim/v2/Users/x`;
    const body = JSON.stringify({ email: 'jane.doe@example.com' });
    const { status } = await fetch(url, { method: 'PATCH', body });
    expect(status).toBe(401);
    expect(await counted('scim', 'refused', '401')).toBe(1);
    expect(webhookLines()).toHaveLength(1);
    expect(JSON.stringify(lines())).not.toContain('jane');
  });
});

describe('every request', () => {
  it('is timed by method, route and status', async () => {
    await intake.post([]);
    const { text, headers } = await intake.get('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(
      /offboarding_intake_request_seconds_bucket\{le="3",method="POST",route="\/webhooks\/:source",status="204"\} [1-9]/,
    );
  });
});
