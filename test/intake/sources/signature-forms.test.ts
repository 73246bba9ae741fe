import { describe, expect, it } from '@jest/globals';
import { StaleWebhook } from '../../../src/intake/errors';
import { fixtureText, RECEIVED_AT, sourceNamed, webhookOf } from '../../support/hr-fixtures';
import { createHmac } from 'node:crypto';
import { EXAMPLE_SECRETS } from '../../support/webhooks';

describe('standard', () => {
  const standard = sourceNamed('standard');
  const secret = EXAMPLE_SECRETS.standard;
  const webhook = webhookOf('standard', '{}');
  const signature = String(webhook.headers['webhook-signature']);
  const withSignature = (value: string) => ({
    ...webhook,
    headers: { ...webhook.headers, 'webhook-signature': value },
  });

  it('fits the example of the specification', () => {
    const example = {
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      rawBody: Buffer.from('{"test": 2432232314}'),
      receivedAt: new Date(1614265330_000),
    };
    expect(standard.isSigned(example, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(true);
  });

  it('takes one right signature among several', () => {
    for (const value of [`v1,AAAA ${signature}`, `${signature} v1a,BBBB`, `v1 v1, ${signature}`])
      expect(standard.isSigned(withSignature(value), secret)).toBe(true);
    for (const value of [signature.replace('v1,', 'v2,'), signature.slice(3), 'v1,', 'v1'])
      expect(standard.isSigned(withSignature(value), secret)).toBe(false);
  });

  it.each([
    (seconds: string) => `${seconds}.5`,
    (seconds: string) => `${seconds} `,
    (seconds: string) => `${seconds}abc`,
    (seconds: string) => `000${seconds}`,
    (seconds: string) => `${seconds}${seconds}`,
    () => 'now',
    () => '-1',
  ])('takes no timestamp but whole seconds, even where the signature would fit (%#)', (mangle) => {
    const timestamp = mangle(String(webhook.headers['webhook-timestamp']));
    const headers = { ...webhook.headers, 'webhook-timestamp': timestamp };
    expect(standard.isSigned({ ...webhook, headers }, secret)).toBe(false);
  });

  it.each([
    ['', /whsec_/],
    ['a-shared-secret', /whsec_/],
    [secret.slice('whsec_'.length), /whsec_/],
    ['whsec_', /whsec_/],
    ['whsec_not base64', /base64/],
    ['whsec_abcde', /base64/],
    [`whsec_${Buffer.alloc(23).toString('base64')}`, /24 to 64/],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, /24 to 64/],
  ])('says what is wrong with the secret %j, without quoting it', (wrong, what) => {
    const problem = standard.secretProblem?.(wrong) ?? '';
    expect(problem).toMatch(what);
    if (wrong.length > 'whsec_'.length) expect(problem).not.toContain(wrong);
    expect(standard.isSigned(webhook, wrong)).toBe(wrong === secret.slice('whsec_'.length));
  });
});

describe('bamboohr', () => {
  const bamboohr = sourceNamed('bamboohr');
  const secret = EXAMPLE_SECRETS.bamboohr;
  const rawBody = Buffer.from(fixtureText('bamboohr', 'employee-updated'));
  const sentAs = (timestamp: string, upperCase = false) => {
    const hex = createHmac('sha256', secret).update(rawBody).update(timestamp).digest('hex');
    const headers = {
      'x-bamboohr-timestamp': timestamp,
      'x-bamboohr-signature': upperCase ? hex.toUpperCase() : hex,
    };
    return { headers, rawBody, receivedAt: RECEIVED_AT };
  };

  it.each(['1795215600', '1795215600000', '2026-11-20T23:00:00Z', '2026-11-20T23:00:00+0000'])(
    'reads the timestamp %s',
    (timestamp) => {
      expect(bamboohr.isSigned(sentAs(timestamp), secret)).toBe(true);
      expect(bamboohr.isSigned(sentAs(timestamp, true), secret)).toBe(true);
    },
  );

  it('takes a timestamp that it cannot read for a stale one', () => {
    for (const timestamp of ['soon', '0', '2026-11-20'])
      expect(() => bamboohr.isSigned(sentAs(timestamp), secret)).toThrow(StaleWebhook);
  });
});

describe('merge', () => {
  const merge = sourceNamed('merge');
  // One whose signature has both characters in which the two alphabets differ.
  const body = '{"n":0}';
  const webhook = webhookOf('merge', body);
  const signature = String(webhook.headers['x-merge-webhook-signature']);
  const sent = (value: string) =>
    merge.isSigned(
      { ...webhook, headers: { 'x-merge-webhook-signature': value } },
      EXAMPLE_SECRETS.merge,
    );

  it('takes the signature with padding and without, in either alphabet', () => {
    expect(signature).toMatch(/=$/);
    expect(signature).toMatch(/-.*_|_.*-/);
    expect(sent(signature)).toBe(true);
    expect(sent(signature.replace(/=+$/, ''))).toBe(true);
    expect(sent(signature.replaceAll('-', '+').replaceAll('_', '/'))).toBe(true);
    expect(sent(`=${signature}`)).toBe(false);
  });
});

describe('okta', () => {
  const okta = sourceNamed('okta');

  it('wants the very text, and no other case or space', () => {
    const webhook = webhookOf('okta', '{}');
    const secret = EXAMPLE_SECRETS.okta;
    for (const authorization of [secret.toLowerCase(), `${secret} `, secret.replace('Bearer ', '')])
      expect(okta.isSigned({ ...webhook, headers: { authorization } }, secret)).toBe(false);
  });

  it.each([' spaced ', 'schlüssel', 'two\nlines', ''])('says that %j cannot be sent', (secret) => {
    expect(okta.secretProblem?.(secret)).toMatch(/ASCII/);
  });

  it('answers the verification of the URL', () => {
    const headers = { 'x-okta-verification-challenge': 'a1b2' };
    expect(okta.challenge?.(headers)).toEqual({ verification: 'a1b2' });
    expect(okta.challenge?.({})).toBeUndefined();
    expect(okta.challenge?.({ 'x-okta-verification-challenge': ['a', 'b'] })).toBeUndefined();
  });
});
