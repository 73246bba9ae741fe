import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactSecrets, redactText } from '../../src/providers/redact';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6b29tIn0.c2lnbmF0dXJl-_x';
const ZOOM_SECRET = 'Hx9fJ2kQw7LmN4pRs8TvU1yZa3Bc5De6';
const CLOUDFLARE_TOKEN = 'v1.0-1a2b3c4d5e6f7a8b9c0d1e2f-3a4b5c6d7e8f9a0b1c2d3e4f';

describe('redactText', () => {
  it.each([
    [`header Authorization: Bearer ${JWT} was refused`, JWT],
    ['sent with Bearer abc.def-123', 'abc.def-123'],
    ['sent with bearer abc', 'abc'],
    ['Basic Y2xpZW50OnNlY3JldA== is wrong', 'Y2xpZW50'],
    [`the token ${JWT} has expired`, 'eyJ'],
    [`key ${ZOOM_SECRET} unknown`, ZOOM_SECRET],
    [`key ${CLOUDFLARE_TOKEN} unknown`, '1a2b3c4d'],
    ['key c2547eb745079dac9320b638f5e225cf483cc5cfdda41', 'c2547eb'],
    ['password=Hunter2!', 'Hunter2'],
    ['Password: Hunter2', 'Hunter2'],
    ['{"password":"Hun ter2\\"x","user":"jane"}', 'ter2'],
    ['{\\"password\\":\\"Hunter2\\"}', 'Hunter2'],
    ["api_key='a b c'", 'a b c'],
    ['client_secret = abc', ' abc'],
    ['?access_token=abc&page=2', 'abc'],
    ['X-Auth-Key: 12345', '12345'],
    ['blob AAAABBBBCCCCDDDDEEEEFFFFGGGG== end', 'AAAABBBB'],
  ])('masks the credential in %j', (text, secret) => {
    const clean = redactText(text, []);
    expect(clean).not.toContain(secret);
    expect(clean).toContain('[redacted]');
  });

  it.each([
    [
      'Invalid access token, does not contain scopes:[user:update:password:admin, user:write:admin].',
    ],
    ['Invalid access token. Does not contain permissions [User:Edit].'],
    ['Access token is expired.'],
    ['The account has the maximum number of Basic users.'],
    ['Bearer token is invalid.'],
    ['New password can not match the old password.'],
    ['Zoom Room and Admin users’ status cannot be activated or deactivated.'],
    ['User does not exist: jane.doe+test@example.com.'],
    ['User does not exist: KdYKjnimT4KPd8FFgQt9FQ.'],
    ['No session of 3f2504e0-4f89-41d3-9a0c-0305e82c3301 is left.'],
    ['access.api.error.invalid_request: organizations/revoke_user'],
  ])('leaves %j as it is', (text) => {
    expect(redactText(text, [])).toBe(text);
  });

  it('keeps what stands around a credential', () => {
    expect(redactText('"api_token":"xyz","user":"jane"', [])).toBe(
      '"api_token":[redacted],"user":"jane"',
    );
  });

  it('is one line of 300 characters at most, without control characters or broken surrogates', () => {
    const clean = redactText(`a\r\n\u001b[31mb\u0000\ud800 ${'é'.repeat(400)}`, []);
    expect(clean).toMatch(/^a \[31mb \ufffd é+…$/);
    expect(clean.length).toBe(300);
  });

  it('does not cut an emoji in half', () => {
    expect(redactText(`${'a'.repeat(298)}😀 and more`, [])).toBe(`${'a'.repeat(298)}\ufffd…`);
  });

  it('masks before it cuts, so that no secret is left in half', () => {
    const secret = 'correct horse battery staple';
    expect(redactText('x'.repeat(290) + secret, [secret])).not.toContain('correct');
  });

  it('masks known secrets anywhere, whatever they are made of', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 40 }).filter((text) => text.trim() === text),
        fc.string({ maxLength: 30 }),
        fc.string({ maxLength: 30 }),
        (secret, before, after) => {
          fc.pre(!'[redacted]'.includes(secret) && !(before + after).includes(secret));
          for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret)]) {
            expect(redactText(`${before} ${form} ${after}`, [secret])).not.toContain(secret);
          }
        },
      ),
    );
  });

  it('takes no notable time over a megabyte made to slow it down', () => {
    for (const unit of ['token', 'password=', 'Basic ', '"a\\"', 'eyJ.', 'a1-', 'secret"\\']) {
      expect(redactText(unit.repeat(1_000_000 / unit.length), []).length).toBeLessThanOrEqual(300);
    }
  });
});

describe('redactSecrets', () => {
  it('takes the mask literally, and ignores what is too short to be a secret', () => {
    expect(redactSecrets('a$&$&$&b', ['$&$&$&'])).toBe('a[redacted]b');
    expect(redactSecrets('no token', ['', 'o', 'token'])).toBe('no token');
  });
});
