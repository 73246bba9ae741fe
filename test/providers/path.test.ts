import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidPathSegment, isPathSegment, path } from '../../src/providers/path';

describe('path', () => {
  it.each([
    ['jane+test@example.com', 'jane%2Btest%40example.com'],
    ['a/b', 'a%2Fb'],
    ['50%', '50%25'],
    ['%2e%2e', '%252e%252e'],
    ['../me', '..%2Fme'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a\\b', 'a%5Cb'],
    ['zoë@exämple.com', 'zo%C3%AB%40ex%C3%A4mple.com'],
    ['…', '%E2%80%A6'],
    ['a b\r\n', 'a%20b%0D%0A'],
  ])('encodes %j as one segment', (segment, encoded) => {
    expect(path`/users/${segment}/token`).toBe(`/users/${encoded}/token`);
  });

  it.each([[''], ['.'], ['..'], ['\ud800'], ['a\udc00b']])('refuses %j', (segment) => {
    expect(() => path`/users/${segment}/token`).toThrow(InvalidPathSegment);
  });

  it('takes several segments, and none', () => {
    expect(path`/roles/${'1'}/members/${'a@b'}`).toBe('/roles/1/members/a%40b');
    expect(path`/accounts/me/settings`).toBe('/accounts/me/settings');
  });

  it('survives a URL parser: as many segments as written, and the same text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (segment) => {
        fc.pre(isPathSegment(segment));
        const parts = new URL(`http://host${path`/users/${segment}/token`}`).pathname.split('/');
        expect(parts.length).toBe(4);
        expect(decodeURIComponent(parts[2] ?? '')).toBe(segment);
      }),
      { numRuns: 1_000 },
    );
  });
});
