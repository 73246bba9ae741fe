import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { visible } from '../../../src/domain/evidence/visible-text';

describe('text from outside', () => {
  it.each([
    ['line ends', 'a\r\nb\n\nc\u2028d\te', 'a b c d e'],
    ['escapes', '\u001b[31mred', '⟨U+001B⟩[31mred'],
    ['overrides of direction', 'invoice\u202efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
    ['isolates', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
    ['what takes no room', 'ad\u200bmin\ufeff\u00ad', 'ad⟨U+200B⟩min⟨U+FEFF⟩⟨U+00AD⟩'],
    ['tags', 'x\u{e0041}', 'x⟨U+E0041⟩'],
    ['halves of pairs', 'x\ud83d', 'x⟨U+D83D⟩'],
  ])('shows %s', (_what, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves names as they are written', () => {
    for (const name of ['José Núñez', 'علی‌رضا', 'क्‍ष', '山田 太郎', '👩‍👩‍👧', 'a <b> & "c"'])
      expect(visible(name)).toBe(name);
  });

  it('is one line without a control in it, whatever came in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
