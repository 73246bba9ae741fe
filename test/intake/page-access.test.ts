import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { API_TOKEN, PATIENT, PREVIOUS, startIntake, type RunningIntake } from '../support/intake';

let engine: Engine;
let open: RunningIntake;
let guarded: RunningIntake;
let local: RunningIntake;
let everywhere: RunningIntake;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  const settings = settingsFor(engine.namespace);
  open = await startIntake(settings, { ...PATIENT, apiTokens: [] });
  guarded = await startIntake(settings, { ...PATIENT, apiTokens: [API_TOKEN, PREVIOUS] });
  local = await startIntake(settings, { ...PATIENT, pageOpenHere: true });
  everywhere = await startIntake(settings, { ...PATIENT, apiTokens: [] }, '0.0.0.0');
});
afterAll(async () => {
  for (const intake of [open, guarded, local, everywhere]) await intake?.close();
  await engine?.stop();
});

interface Seen {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}
/** By http itself, which sends whatever host it is told to. */
const ask = ({ port }: RunningIntake, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Seen>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/', method, headers };
    const sent = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      });
    });
    sent.on('error', reject).end();
  });
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const FOREIGN: [string, Record<string, string>][] = [
  ['another host', { host: 'intake.example.com' }],
  ['a host that begins like ours', { host: 'localhost.example.com' }],
  ['a host that an attacker can point here', { host: '127.0.0.1.example.com:80' }],
  ['X-Forwarded-For', { 'x-forwarded-for': '192.0.2.1' }],
  ['an X-Forwarded-For of this machine', { 'x-forwarded-for': '127.0.0.1' }],
  ['Forwarded', { forwarded: 'for=192.0.2.1' }],
  ['Via', { via: '1.1 proxy' }],
  ['X-Real-IP', { 'x-real-ip': '192.0.2.1' }],
];

describe('with a token', () => {
  it.each([
    ['a bearer', bearer(API_TOKEN)],
    ['the bearer from before', bearer(PREVIOUS)],
    ['a password', basic('jane', API_TOKEN)],
    ['a password of nobody', basic('', API_TOKEN)],
    [
      'a password of somebody elsewhere',
      { ...basic('jane', PREVIOUS), host: 'intake.example.com' },
    ],
  ])('the page is shown for %s', async (_what, headers) => {
    const { status, body } = await ask(guarded, headers);
    expect([status, body]).toEqual([200, expect.stringContaining('Nobody waits for a person.')]);
  });

  it.each([
    ['nothing', {}],
    ['a wrong bearer', bearer(`${API_TOKEN}x`)],
    ['a wrong password', basic('jane', 'wrong')],
    ['an empty password', basic('jane', '')],
    ['the token as the user', basic(API_TOKEN, '')],
    ['a password without a user', { authorization: `Basic ${btoa(API_TOKEN)}` }],
    ['what is no base64', { authorization: 'Basic ???' }],
    ['another scheme', { authorization: `Digest ${API_TOKEN}` }],
  ])('%s is asked for it', async (_what, headers) => {
    const { status, headers: answered, body } = await ask(guarded, headers);
    expect(status).toBe(401);
    expect(answered['www-authenticate']).toBe('Basic realm="offboarding", charset="UTF-8", Bearer');
    expect(answered['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('OFFBOARDING_API_TOKEN');
    expect(body).not.toContain('Waits for a person');
  });
});

describe('without a token', () => {
  it.each([{}, { host: 'localhost:8090' }, { host: 'LOCALHOST' }, { host: '[::1]:8090' }])(
    "this machine's own browser sees it: %j",
    async (headers) => {
      const { status, body } = await ask(open, headers);
      expect([status, body]).toEqual([200, expect.stringContaining('Nobody waits for a person.')]);
    },
  );

  it.each(FOREIGN)('nobody else does: %s', async (_what, headers) => {
    const { status, headers: answered, body } = await ask(open, headers);
    expect([status, answered['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    expect(body).toContain('set OFFBOARDING_API_TOKEN');
    expect(body).not.toContain('Waits for a person');
    expect(answered['www-authenticate']).toBeUndefined();
  });

  it('nobody does where others could reach it', async () => {
    expect((await ask(everywhere, { host: 'localhost' })).status).toBe(403);
  });

  it('nobody does by a proxy that speaks HTTP/1.0, as a common one does by default', async () => {
    const socket = connect(open.port, '127.0.0.1');
    socket.end('GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n');
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('with a token that only programs need', () => {
  it("this machine's own browser sees it, everybody else is asked", async () => {
    expect((await ask(local)).status).toBe(200);
    for (const [, headers] of FOREIGN) expect((await ask(local, headers)).status).toBe(401);
    const elsewhere = { host: 'intake.example.com', ...basic('jane', API_TOKEN) };
    expect((await ask(local, elsewhere)).status).toBe(200);
    const run = await local.get('/offboardings/nobody');
    expect(run.status).toBe(401);
  });
});

describe('every answer', () => {
  it.each(['open', 'guarded', 'foreign'] as const)(
    'forbids what a page can forbid: %s',
    async (which) => {
      const intake = which === 'guarded' ? guarded : open;
      const { headers, body } = await ask(intake, which === 'foreign' ? { host: 'x' } : {});
      const style = /<style>(.*?)<\/style>/s.exec(body)?.[1] ?? '';
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
      const hash = Buffer.from(digest).toString('base64');
      expect(headers).toMatchObject({
        'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it('to HEAD is the same, without the page', async () => {
    const [got, head] = [await ask(open), await ask(open, {}, 'HEAD')];
    const { date: _, ...same } = got.headers;
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers).toMatchObject({ ...same, 'content-length': expect.any(String) });
    expect((await ask(guarded, {}, 'HEAD')).status).toBe(401);
    expect((await ask(open, { host: 'x' }, 'HEAD')).status).toBe(403);
  });

  it('to any other method names those there are', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await ask(open, {}, method);
      expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
  });
});
