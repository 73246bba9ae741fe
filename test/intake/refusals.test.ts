import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  API_TOKEN,
  leaving,
  nowhere,
  PREVIOUS,
  SECRET,
  sign,
  startIntake,
  type RunningIntake,
} from '../support/intake';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await startIntake(nowhere());
});
afterAll(() => intake.close());

/** What a bare socket reads in answer to these bytes. */
const raw = (bytes: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(intake.port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });

describe('the address', () => {
  it('is refused where no source has it, naming those that there are', async () => {
    const { status, json } = await intake.post([], { source: 'nobody' });
    expect(status).toBe(404);
    expect(json.error).toEqual({
      code: 'unknown_source',
      message: 'No source has this address. There are: test, challenging, unused.',
    });
  });

  it('is refused where the source has no secret, naming its variable', async () => {
    const { status, json } = await intake.post([], { source: 'unused' });
    expect(status).toBe(404);
    expect(json.error.code).toBe('source_off');
    expect(json.error.message).toContain('UNUSED_SECRET');
  });

  it.each([
    ['no source', '/webhooks/nobody', 404],
    ['a source that is off', '/webhooks/unused', 404],
    ['nothing', '/nowhere', 404],
    ['another method', '/healthz', 405],
  ])('is refused before the body is read where it is of %s', async (_what, path, status) => {
    const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n`;
    const answer = await raw(`${head}Connection: close\r\n\r\n`);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
  });

  it.each(['__proto__', 'constructor', 'TEST', 'test%2f', '%00', 'a'.repeat(1_000)])(
    'is no other name of a source: %s',
    async (source) => {
      expect((await intake.post([], { source })).status).toBe(404);
    },
  );
});

describe('the signature', () => {
  it.each([
    ['none', { 'x-signature': '' }],
    ['of another secret', { 'x-signature': sign('[]', 'another') }],
    ['of another body', { 'x-signature': sign('[ ]') }],
  ])('is refused where it is %s', async (_what, headers) => {
    const { status, json, text } = await intake.post('[]', { headers });
    expect(status).toBe(401);
    expect(json.error.code).toBe('bad_signature');
    expect(json.error.message).toContain('TEST_SECRET');
    for (const secret of [SECRET, PREVIOUS]) expect(text).not.toContain(secret);
  });

  it('counts by either secret during a rotation', async () => {
    for (const secret of [SECRET, PREVIOUS])
      expect((await intake.post('[]', { secret })).status).toBe(204);
  });

  it('is refused where it is well but old, under either secret', async () => {
    for (const secret of [SECRET, PREVIOUS]) {
      const { status, json } = await intake.post('[]', { secret, headers: { 'x-stale': 'yes' } });
      expect([status, json.error.code]).toEqual([401, 'stale_timestamp']);
    }
  });

  it('comes before the JSON: who cannot sign learns nothing of the body', async () => {
    const { status, json } = await intake.post('{not json', { secret: 'another' });
    expect([status, json.error.code]).toEqual([401, 'bad_signature']);
  });
});

describe('the body', () => {
  it.each([
    ['not JSON', '{"a":'],
    ['empty', ''],
    ['blank', ' \n'],
    ['two documents', '[] []'],
    ['Latin-1', Buffer.from([0x5b, 0x22, 0xe9, 0x22, 0x5d])],
    ['UTF-16', Buffer.from('\ufeff[]', 'utf16le')],
  ])('is refused where it is %s', async (_what, body) => {
    const { status, json } = await intake.post(body);
    expect([status, json.error.code]).toEqual([400, 'not_json']);
  });

  it('may begin with a byte order mark', async () => {
    expect((await intake.post('\ufeff[]')).status).toBe(204);
  });

  it('is refused with its wrong fields where it can never be right', async () => {
    const { status, json } = await intake.post({ not: 'a list' });
    expect(status).toBe(422);
    expect(json.error).toEqual({
      code: 'unprocessable',
      message: 'body: must be a list',
      faults: [{ field: 'body', problem: 'must be a list' }],
    });
  });

  it('is refused before Temporal has it where the workflow would refuse it', async () => {
    const event = leaving({ id: 'x'.repeat(257), employee: {} });
    const { status, json } = await intake.post([event]);
    expect(status).toBe(422);
    expect(json.error.faults?.map(({ field }) => field)).toEqual(['id', 'employee']);
  });

  it.each([
    ['json', 'application/json; charset=utf-8'],
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['nonsense', '???;;='],
    ['nothing', ''],
  ])('is read as JSON when it is called %s', async (_what, type) => {
    expect((await intake.post('[]', { headers: { 'content-type': type } })).status).toBe(204);
  });

  it('may be as deep as it is long', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect((await intake.post(deep)).status).toBe(422);
  });
});

describe('a body of 256 kB', () => {
  const LIMIT = 256 * 1024;

  it('is taken', async () => {
    expect((await intake.post(`[]${' '.repeat(LIMIT - 2)}`)).status).toBe(204);
  });

  it('is refused with one byte more, and the sender can read why', async () => {
    const { status, json } = await intake.post(`[]${' '.repeat(LIMIT - 1)}`);
    expect([status, json.error.code]).toEqual([413, 'too_large']);
  });

  it('is refused with a hundred times as much, and who sends it all before reading learns why', async () => {
    const head = `POST /webhooks/test HTTP/1.1\r\nHost: a\r\nContent-Length: ${100 * LIMIT}\r\n\r\n`;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(intake.port, '127.0.0.1').on('error', reject);
      socket.write(head);
      socket.write(Buffer.alloc(100 * LIMIT, ' '), (error) => {
        if (error) return reject(error);
        socket.once('data', (chunk) => {
          socket.destroy();
          resolve(String(chunk));
        });
      });
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is refused where its length is not told before', async () => {
    const chunk = `${(LIMIT + 1).toString(16)}\r\n${' '.repeat(LIMIT + 1)}\r\n0\r\n\r\n`;
    const head = 'POST /webhooks/test HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n';
    const answer = await raw(`${head}Connection: close\r\n\r\n${chunk}`);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('"code":"too_large"');
  });

  it('is too large before its signature is looked at', async () => {
    const { status } = await intake.post(' '.repeat(LIMIT + 1), { secret: 'another' });
    expect(status).toBe(413);
  });
});

describe('what is no request of ours', () => {
  it.each([
    ['a path that is nowhere', '/nowhere', 'GET', 404, 'not_found', null],
    ['a path below one', '/healthz/deeper', 'GET', 404, 'not_found', null],
    ['another method', '/webhooks/test', 'DELETE', 405, 'wrong_method', 'GET, HEAD, POST'],
    ['a method nobody has', '/healthz', 'PROPFIND', 405, 'wrong_method', 'GET, HEAD'],
    ['a body for a probe', '/healthz', 'POST', 405, 'wrong_method', 'GET, HEAD'],
    ['a broken escape', '/webhooks/%zz', 'GET', 400, 'bad_request', null],
    ['a path without end', `/offboardings/${'a'.repeat(3_000)}`, 'GET', 414, 'not_found', null],
  ])('%s', async (_what, path, method, status, code, allow) => {
    const body = method === 'POST' ? '{' : null;
    const response = await fetch(`${intake.url}${path}`, { method, body });
    const answer = (await response.json()) as { error: { code: string } };
    expect([response.status, answer.error.code]).toEqual([status, code]);
    expect(response.headers.get('allow')).toBe(allow);
    expect(Object.keys(answer)).toEqual(['error']);
  });

  it.each([
    ['no HTTP', 'HELO mail.example.com\r\n\r\n', 400],
    [
      'a length that is none',
      'POST /webhooks/test HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n',
      400,
    ],
    [
      'two lengths',
      'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s', async (_what, bytes, status) => {
    const [head = '', body = ''] = (await raw(bytes)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(JSON.parse(body)).toEqual({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });
});

describe('a fault of ours', () => {
  it('is a 503 that gives nothing away, and one line in the log with where it was', async () => {
    const before = intake.log().length;
    const { status, json, headers, text } = await intake.post('[]', {
      headers: { 'x-broken': '1' },
    });
    expect([status, json.error.code]).toEqual([503, 'internal']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).not.toMatch(/TypeError|jane|\.ts:/);
    const lines = intake.log().slice(before);
    expect(lines).toHaveLength(2);
    const { fault } = lines.find(({ msg }) => msg === 'unexpected failure') as {
      fault: { message: string; stack: string };
    };
    expect(fault.message).toBe('[e-mail] is not a function');
    expect(fault.stack).toMatch(/^TypeError: [^]*intake\.ts:\d+/);
    expect(fault.stack).not.toContain('jane');
  });
});

describe('the status of a run', () => {
  it.each([
    ['no token', {}],
    ['another token', { authorization: `Bearer ${API_TOKEN}x` }],
    ['the token of another scheme', { authorization: `Basic ${API_TOKEN}` }],
    ['the bare token', { authorization: API_TOKEN }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('is refused with %s', async (_what, headers) => {
    const answer = await intake.get('/offboardings/jane', headers);
    expect([answer.status, answer.json.error.code]).toEqual([401, 'unauthorized']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.text).not.toContain(API_TOKEN);
  });

  it('is nowhere where no token is set, whatever is sent', async () => {
    const other = await startIntake(nowhere(), { apiTokens: [] });
    for (const authorization of ['', 'Bearer ', `Bearer ${API_TOKEN}`]) {
      const { status, json } = await other.get('/offboardings/jane', { authorization });
      expect([status, json.error.code]).toEqual([404, 'status_off']);
      expect(json.error.message).toContain('OFFBOARDING_API_TOKEN');
    }
    await other.close();
  });

  it('is asked with either token during a rotation', async () => {
    const other = await startIntake(nowhere(), { apiTokens: [API_TOKEN, 'the-token-before-it'] });
    for (const token of [API_TOKEN, 'the-token-before-it']) {
      const answer = await other.get('/offboardings/jane', { authorization: `bearer ${token}` });
      expect(answer.status).toBe(503);
    }
    await other.close();
  });
});
