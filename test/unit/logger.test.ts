import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { secretsIn } from '../../src/config';
import { Cleaner } from '../../src/logging/clean-values';

const KNOWN = 'zx81-known-client-secret';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const cleaner = new Cleaner([KNOWN]);

describe('a text in the log', () => {
  it.each([
    [`Authorization: Bearer ${JWT}`, JWT],
    ['sent Bearer abc.def-123', 'abc.def-123'],
    ['Basic Y2xpZW50OnNlY3JldA== was refused', 'Y2xpZW50OnNlY3JldA'],
    [`a token ${JWT} alone`, JWT],
    ['client_secret=hunter2hunter2&grant_type=x', 'hunter2hunter2'],
    ['{"password": "P4ss word!"}', 'P4ss word!'],
    ['postgres://temporal:pa55word@db:5432/x', 'pa55word'],
    [`quotes ${KNOWN} as it is`, KNOWN],
    [`and encoded: ${encodeURIComponent(`${KNOWN}`)}`, KNOWN],
    ['of offboarding-jane.doe+x@mail.example.com', 'jane.doe'],
    ['GET /users/jane.doe%40example.com/token', 'jane.doe'],
  ])('%s is cleaned', (text, hidden) => {
    expect(cleaner.text(text)).not.toContain(hidden);
  });

  it.each([
    'run is blocked',
    '01a203d8-71d1-74bd-963b-4bd922b9bd9b',
    'zoom.400.4711',
    'evt_0123456789abcdef0123456789abcdef01234567',
    'temporal:7233, namespace "default"',
  ])('%s stays as it is', (text) => {
    expect(cleaner.text(text)).toBe(text);
  });

  it('is cut where it is endless', () => {
    expect(cleaner.text('x'.repeat(1_000_000)).length).toBeLessThan(10_000);
  });
});

describe('a value in the log', () => {
  it('loses what its fields say is secret, at any depth', () => {
    const value = {
      a: {
        b: { c: [{ apiKey: 'k', 'X-Auth-Key': 'k', clientSecret: 'k', password: { of: 'k' } }] },
      },
      headers: { Cookie: 'k' },
      taskToken: new Uint8Array([1]),
      code: 'zoom.403',
      attempt: 2,
    };
    const clean = cleaner.value(value);
    expect(clean).toMatchObject({ code: 'zoom.403', attempt: 2, headers: '[redacted]' });
    expect(JSON.stringify(clean)).not.toContain('"k"');
  });

  it('keeps of errors what helps, and of their causes', () => {
    const cause = Object.assign(new Error(`connect with password=${KNOWN}`), {
      code: 'ECONNRESET',
      config: { headers: { Authorization: 'Bearer abcdef' } },
    });
    const error = new TypeError('about jane@example.com', { cause });
    const clean = cleaner.value({ nested: [error] }) as { nested: Record<string, unknown>[] };
    expect(clean.nested[0]).toMatchObject({
      type: 'TypeError',
      message: 'about [e-mail]',
      stack: expect.stringContaining('logger.test'),
      cause: { type: 'Error', code: 'ECONNRESET' },
    });
    for (const hidden of ['jane@', KNOWN, 'abcdef', 'config'])
      expect(JSON.stringify(clean)).not.toContain(hidden);
  });

  it.each([
    'jane@example.com',
    'jörg.müller@example.com',
    "o'brien@example.com",
    'jane@münchen.de',
    '"jane doe"@example.com',
    'offboarding-jane%40example.com',
  ])('has no address such as %s', (address) => {
    expect(cleaner.text(`about ${address}, who left`)).toBe('about [e-mail], who left');
  });

  it('is taken whatever it is', () => {
    const circle: Record<string, unknown> = { big: 1n, none: undefined, at: new Date(0) };
    circle['self'] = circle;
    expect(cleaner.value(circle)).toEqual({
      big: '1',
      none: undefined,
      at: '1970-01-01T00:00:00.000Z',
      self: '[circular]',
    });
  });
});

describe('the secrets of the environment', () => {
  it('are the payload keys by themselves, too', () => {
    const found = secretsIn({ OFFBOARDING_PAYLOAD_KEYS: 'b:c2Vjb25kLWtleQ==,a:Zmlyc3Qta2V5' });
    expect(found).toEqual(expect.arrayContaining(['c2Vjb25kLWtleQ==', 'Zmlyc3Qta2V5']));
  });

  it('are known by the names of their variables', () => {
    const secrets = secretsIn({
      ZOOM_CLIENT_SECRET: 'a'.repeat(20),
      CLOUDFLARE_API_TOKEN: 'b'.repeat(20),
      OFFBOARDING_NOTICE_SLACK_URL: 'https://hooks.example.com/services/T/B/c',
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${'d'.repeat(20)}`,
      ZOOM_CLIENT_ID: 'not-a-secret-at-all',
      OKTA_WEBHOOK_SECRET: 'short',
    });
    expect(secrets).toEqual(
      expect.arrayContaining(['a'.repeat(20), 'b'.repeat(20), 'd'.repeat(20)]),
    );
    expect(secrets).toContain('https://hooks.example.com/services/T/B/c');
    expect(secrets).not.toContain('not-a-secret-at-all');
    expect(secrets).not.toContain('short');
  });
});

describe('a logger', () => {
  const program = `
    const { createLogger } = require('./src/logger');
    const logger = createLogger('debug', ['${KNOWN}']);
    logger.info({ nested: { secret: 'deep-1', note: 'of jane@example.com' } }, 'with ${KNOWN}');
    logger.warn(new Error('Bearer abc.def', { cause: new Error('${KNOWN}') }));
    logger.error({ error: new Error('password=deep-2') }, 'text %s', 'Basic QWxhZGRpbjpvcGVu');
    logger.child({ token: 'deep-3' }).info('child');
  `;
  const written = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', program], {
    cwd: join(__dirname, '..', '..'),
    encoding: 'utf8',
  });

  it('writes one JSON a line', () => {
    const lines = written.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([
      30, 40, 50, 30,
    ]);
  });

  it('lets no secret through, and no address of a person', () => {
    for (const hidden of [KNOWN, 'deep-', 'jane@', 'abc.def', 'QWxhZGRpbjpvcGVu'])
      expect([hidden, written.includes(hidden)]).toEqual([hidden, false]);
  });
});
