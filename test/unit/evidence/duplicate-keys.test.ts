import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { duplicateKeyIn } from '../../../src/domain/evidence/duplicate-keys';

describe('a name that an object has twice', () => {
  it.each([
    ['{"by":"Ann","by":"Bob"}', 'by'],
    ['{"a":[{"by":1},{"x":{"by":1,"y":"by","by":2}}]}', 'by'],
    [String.raw`{"by":1,"\u0062y":2}`, 'by'],
    [String.raw`{"a\"b":1,"a\"b":2}`, 'a"b'],
    ['{"":1,"":2}', ''],
    ['{"a":{"b":1},"a":2}', 'a'],
  ])('%s', (text, name) => {
    JSON.parse(text);
    expect(duplicateKeyIn(text)).toBe(name);
  });

  it('is not in what programs write', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(duplicateKeyIn(JSON.stringify(JSON.parse(text)))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
