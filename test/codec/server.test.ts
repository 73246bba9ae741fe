import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { pino } from 'pino';
import { bodyOf } from '../../src/codec/payloads';
import { createCodecServer } from '../../src/codec/server';
import { cookieFor } from '../../src/codec/session';
import { EncryptionCodec } from '../../src/encryption/codec';
import { newKey } from '../support/encryption';

const TOKEN = 'codec-token-of-16-and-more';
const BEFORE = 'codec-token-from-before';
const UI = 'https://temporal.example.com';
const key = newKey('2026-07');
const lines: string[] = [];
const app = createCodecServer({
  keys: [key],
  tokens: [TOKEN, BEFORE],
  webUiOrigin: UI,
  logger: pino({}, { write: (line: string) => void lines.push(line) }),
});
let url: string;
beforeAll(async () => {
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

const clear = bodyOf([defaultPayloadConverter.toPayload({ email: 'ann@example.com' })]);
const encryptedBy = async (codec: EncryptionCodec) =>
  bodyOf(await codec.encode([defaultPayloadConverter.toPayload({ email: 'ann@example.com' })]));

const bearer = (token = TOKEN) => ({ authorization: `Bearer ${token}` });
async function post(path: string, body: unknown, headers: Record<string, string> = bearer()) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-namespace': 'default', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const json = (await response.json()) as { message?: string };
  return { status: response.status, headers: response.headers, json };
}

describe('the codec server', () => {
  it('encrypts, and decrypts what it encrypted, as the tools of Temporal send and take it', async () => {
    const encoded = await post('/encode', clear);
    expect(JSON.stringify(encoded.json)).not.toContain(clear.payloads[0]!.data);
    const decoded = await post('/decode?preserveStorageRefs=true', encoded.json);
    expect(decoded).toMatchObject({ status: 200, json: clear });
    expect(decoded.headers.get('cache-control')).toBe('no-store');
    expect(await post('/decode', clear)).toMatchObject({ status: 200, json: clear });
    expect(await post('/decode', { payloads: [] })).toMatchObject({ json: { payloads: [] } });
  });

  it('says which key is missing, and decrypts none of such a request', async () => {
    const lost = await encryptedBy(new EncryptionCodec([newKey('2025-01')]));
    const mixed = { payloads: [...clear.payloads, ...lost.payloads] };
    expect(await post('/decode', mixed)).toMatchObject({
      status: 422,
      json: { message: expect.stringContaining('the key "2025-01", which is not among') },
    });
    const { payloads } = await encryptedBy(new EncryptionCodec([key]));
    const data = payloads[0]!.data.slice(0, 8);
    expect(await post('/decode', { payloads: [{ ...payloads[0], data }] })).toMatchObject({
      status: 422,
      json: { message: expect.stringContaining('changed or cut short') },
    });
    expect(lines.join()).toContain('2025-01');
  });

  it.each([
    ['no JSON', '{'],
    ['no payloads', {}],
    ['payloads that are none', { payloads: ['x'] }],
    ['bytes that are no base64', { payloads: [{ data: '!' }] }],
  ])('refuses %s', async (_case, body) => {
    expect((await post('/decode', body)).status).toBe(400);
  });

  it.each([
    ['nothing', {}],
    ['another token', bearer('codec-token-of-16-and-less')],
    ['the token without its scheme', { authorization: TOKEN }],
    ['a cookie of another token', { cookie: cookieFor('another-token', Date.now(), true) }],
    [
      'a cookie whose time has passed',
      { cookie: cookieFor(TOKEN, Date.now() - 9 * 3_600_000, true) },
    ],
    [
      'a cookie with a later end',
      { cookie: cookieFor(TOKEN, Date.now(), true).replace('=', '=9') },
    ],
  ])('believes nobody who sends %s', async (_case, headers) => {
    for (const path of ['/decode', '/encode'])
      expect((await post(path, clear, { origin: UI, ...headers })).status).toBe(401);
  });

  it('reads no more of what a stranger sends than a form needs', async () => {
    const long = JSON.stringify({ payloads: ['x'.repeat(10_000)] });
    for (const path of ['/sign-in', '/sign-out', '/nowhere'])
      expect([path, (await post(path, long, {})).status]).toEqual([path, 413]);
  });

  it('takes the token from before during a rotation', async () => {
    expect((await post('/decode', clear, bearer(BEFORE))).status).toBe(200);
  });

  it("lets a browser ask from the Web UI's pages, and from no others", async () => {
    const ask = (origin: string) =>
      fetch(`${url}/decode`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-namespace,authorization',
          'access-control-request-private-network': 'true',
        },
      });
    const ours = (await ask(UI)).headers;
    expect(ours.get('access-control-allow-origin')).toBe(UI);
    expect(ours.get('access-control-allow-credentials')).toBe('true');
    expect(ours.get('access-control-allow-private-network')).toBe('true');
    expect(ours.get('access-control-allow-headers')?.toLowerCase()).toContain('x-namespace');
    for (const origin of ['https://evil.example.com', `${UI}.evil.example`, 'null', `${UI}:8443`]) {
      const { headers } = await ask(origin);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-private-network')).toBeNull();
    }
  });

  it('signs a browser in with a cookie that is not the token, and that only the Web UI may use', async () => {
    const signIn = (token: string) =>
      fetch(`${url}/sign-in`, {
        ...{ method: 'POST', redirect: 'manual' },
        body: new URLSearchParams({ token }),
      });
    const wrong = await signIn('not-the-token-at-all');
    expect(wrong.status).toBe(403);
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect(await wrong.text()).toContain('That is not the token');

    const right = await signIn(TOKEN);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/']);
    const set = right.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/HttpOnly; SameSite=Strict; Secure$/);
    expect(set).not.toContain(TOKEN);
    const cookie = set.split(';')[0]!;
    expect((await post('/decode', clear, { cookie, origin: UI })).status).toBe(200);
    expect(
      (await post('/decode', clear, { cookie, origin: 'https://evil.example.com' })).status,
    ).toBe(403);
    expect((await post('/decode', clear, { cookie })).status).toBe(403);

    const page = await fetch(url, { headers: { cookie } });
    expect(await page.text()).toContain('shows what is encrypted until');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    const out = await fetch(`${url}/sign-out`, { method: 'POST', redirect: 'manual' });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('lets no other site sign a browser in or out', async () => {
    const send = (path: string, headers: Record<string, string>) =>
      fetch(url + path, {
        ...{ method: 'POST', redirect: 'manual', headers },
        body: new URLSearchParams({ token: TOKEN }),
      });
    const evil = 'https://evil.example.com';
    for (const path of ['/sign-in', '/sign-out']) {
      for (const foreign of [
        { origin: evil },
        { origin: 'null' },
        { origin: UI },
        { 'sec-fetch-site': 'cross-site', origin: url },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const refused = await send(path, foreign);
        expect([foreign, refused.status]).toEqual([foreign, 403]);
        expect(refused.headers.get('set-cookie')).toBeNull();
      }
      for (const own of [{}, { origin: url }, { 'sec-fetch-site': 'same-origin', origin: evil }])
        expect([path, own, (await send(path, own)).status]).toEqual([path, own, 303]);
    }
  });

  it('lives without a token, and says nothing elsewhere', async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect(lines.join()).not.toContain('ann@');
  });
});
