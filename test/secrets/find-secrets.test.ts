import { describe, expect, it } from '@jest/globals';
import { findSecrets } from './find-secrets';

const SECRET = 'p?4ss&W0rd=with%signs_and-such';
const secrets = new Map([[SECRET, 'the password']]);
const whole = `{"around":"${SECRET}","more":1}`;

describe('the search for secrets', () => {
  it.each<[string, string | Uint8Array]>([
    ['plain', `x ${SECRET} y`],
    ['in bytes', new Uint8Array(Buffer.from(`\0\x01${SECRET}\xff`))],
    ['percent-encoded', `?password=${encodeURIComponent(SECRET)}&x`],
    ['in a form', new URLSearchParams({ password: SECRET }).toString()],
    ['in Markdown', whole.replace(/[_&=%-]/g, '\\$&').replace('\\&', '\\&amp;')],
    ['in the base64 of a text', Buffer.from(whole).toString('base64')],
    ['after one more character', Buffer.from(`1${whole}`).toString('base64')],
    ['after two more', Buffer.from(`12${whole}`).toString('base64url')],
    ['in hexadecimal', Buffer.from(whole).toString('hex')],
  ])('finds one %s', (place, content) => {
    expect(findSecrets({ [place]: content }, secrets)).toEqual([`${place}: the password`]);
  });

  it('finds none where there is none, and never quotes one', () => {
    expect(findSecrets({ log: 'p?4ss' }, secrets)).toEqual([]);
    expect(findSecrets({ log: SECRET }, secrets).join()).not.toContain(SECRET);
  });
});
