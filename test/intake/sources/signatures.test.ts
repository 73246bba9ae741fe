import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StaleWebhook } from '../../../src/intake/errors';
import type { IncomingWebhook } from '../../../src/intake/source';
import { HR_SOURCES } from '../../../src/intake/sources';
import { RECEIVED_AT, sourceNamed } from '../../support/hr-fixtures';
import { EXAMPLE_SECRETS, signAs, type WebhookSource } from '../../support/webhooks';

const BODY = Buffer.from('{"name":"Zoë – 🦉","n":1.0}\n');
const MINUTE = 60_000;

/** Where the signature is, and what else is signed. `okta` signs nothing: it shows the secret. */
const CASES: { name: WebhookSource; header: string; other: string; stamped: boolean }[] = [
  {
    name: 'standard',
    header: 'webhook-signature',
    other: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    stamped: true,
  },
  { name: 'bamboohr', header: 'x-bamboohr-signature', other: 'another', stamped: true },
  { name: 'hibob', header: 'bob-signature', other: 'another', stamped: false },
  { name: 'okta', header: 'authorization', other: 'Bearer another', stamped: false },
  { name: 'gusto', header: 'x-gusto-signature', other: 'another', stamped: false },
  { name: 'merge', header: 'x-merge-webhook-signature', other: 'another', stamped: false },
];

const at = (offset: number) => new Date(RECEIVED_AT.getTime() + offset);

it('has a case for every source', () => {
  expect(CASES.map(({ name }) => name)).toEqual(HR_SOURCES.map(({ name }) => name));
});

describe.each(CASES)('$name', ({ name, header, other, stamped }) => {
  const source = sourceNamed(name);
  const secret = EXAMPLE_SECRETS[name];
  const signed = (options: { at?: Date; by?: string; body?: Buffer } = {}): IncomingWebhook => ({
    headers: signAs(name, options.body ?? BODY, options.by ?? secret, {
      at: options.at ?? RECEIVED_AT,
    }),
    rawBody: BODY,
    receivedAt: RECEIVED_AT,
  });
  const withHeader = (value: string | string[] | undefined, key = header): IncomingWebhook => {
    const { headers, ...rest } = signed();
    return { ...rest, headers: { ...headers, [key]: value } };
  };
  const given = (): string => String(signed().headers[header]);

  it('knows what is signed with its secret', () => {
    expect(source.isSigned(signed(), secret)).toBe(true);
    expect(source.secretProblem?.(secret)).toBeUndefined();
  });

  it('does not know what is signed with another', () => {
    expect(source.isSigned(signed({ by: other }), secret)).toBe(false);
    expect(source.isSigned(signed(), other)).toBe(false);
  });

  it('knows the previous secret during a rotation, when asked for it', () => {
    const webhook = signed({ by: other });
    expect([secret, other].map((one) => source.isSigned(webhook, one))).toEqual([false, true]);
  });

  it.each(['empty', 'truncated', 'too long', 'doubled', 'of another alphabet', 'garbled'])(
    'knows no signature that is %s',
    (how) => {
      const mangled: Record<string, string> = {
        empty: '',
        truncated: given().slice(0, -8),
        'too long': `${given()}00`,
        doubled: given().repeat(2),
        'of another alphabet': `${given().slice(0, 4)}zz!ü${given().slice(8)}`,
        garbled: '\u0000\uffff'.repeat(4000),
      };
      expect(source.isSigned(withHeader(mangled[how]), secret)).toBe(false);
    },
  );

  it('knows nothing without each of its headers', () => {
    const own = Object.keys(signed().headers).filter((key) => key !== 'content-type');
    expect(own).toContain(header);
    for (const key of own) {
      expect(source.isSigned(withHeader(undefined, key), secret)).toBe(false);
      expect(source.isSigned(withHeader([given(), given()], key), secret)).toBe(false);
    }
  });

  it('believes nobody while the secret is empty', () => {
    expect(source.isSigned(signed({ by: '' }), '')).toBe(false);
  });

  if (name !== 'okta')
    it('knows no body but the one that was signed, byte by byte', () => {
      const bodies = [Buffer.alloc(0), BODY.subarray(1), Buffer.concat([BODY, Buffer.from(' ')])];
      for (const body of bodies) expect(source.isSigned(signed({ body }), secret)).toBe(false);
    });

  if (stamped) {
    // BambooHR may come again with the timestamp of its first try; the last time after 155 minutes.
    const oldest = name === 'bamboohr' ? -180 * MINUTE : -5 * MINUTE;
    it.each([0, 5 * MINUTE, oldest])('takes what is sent at most so far away: %d ms', (away) => {
      expect(source.isSigned(signed({ at: at(away) }), secret)).toBe(true);
      if (away === 0) return;
      const stale = signed({ at: at(away + Math.sign(away) * 1000) });
      expect(() => source.isSigned(stale, secret)).toThrow(StaleWebhook);
    });

    it('says nothing of clocks to those who cannot sign', () => {
      const stale = signed({ at: at(-300 * MINUTE), by: other });
      expect(source.isSigned(stale, secret)).toBe(false);
    });

    it('signs the timestamp too', () => {
      const key = Object.keys(signed().headers).find((each) => each.endsWith('timestamp')) ?? '';
      const later = String(Math.floor(at(MINUTE).getTime() / 1000));
      expect(source.isSigned(withHeader(later, key), secret)).toBe(false);
    });
  } else
    it('has no timestamp that is signed: an old recording is known by its id, not here', () => {
      expect(source.isSigned({ ...signed(), receivedAt: at(1e10) }, secret)).toBe(true);
    });

  it('throws nothing but StaleWebhook, whatever the headers and bytes are', () => {
    const keys = Object.keys(signed().headers);
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string()),
      fc.constantFrom(
        ...Object.values(signed().headers).map(String),
        'v1',
        'v1,',
        ' ',
        '-1',
        '1e9',
      ),
    );
    const headers = fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(headers, fc.uint8Array(), fc.string(), (some, bytes, anySecret) => {
        const webhook = { headers: some, rawBody: Buffer.from(bytes), receivedAt: RECEIVED_AT };
        for (const one of [secret, anySecret]) {
          try {
            source.isSigned(webhook, one);
          } catch (error) {
            expect(error).toBeInstanceOf(StaleWebhook);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
