import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { detailsOf, escapeMarkdown } from '../../src/domain/details';
import { newRunRecord, stepOf } from '../../src/domain/run-record';
import { statusOf } from '../../src/domain/run-status';

/** What would be a cell, a line, a link, a picture, code or a tag of its own, between any other text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '|',
        '\n\n# Contained\n',
        '[click](https://evil.example)',
        '![](//evil.example/x)',
        '<img src=x onerror=alert(1)>',
        '```',
        '`',
        '**',
        '\\',
        '&lt;b&gt;',
        '\u2028',
        '\u202e',
        '\ud800',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const lines = (text: string): string[] => text.split(/\r\n|[\n\r\u2028\u2029]/);

describe('text from outside, in the details of the Web UI', () => {
  it('holds no markup, no line break and no half of a character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = escapeMarkdown(text);
        expect(shown).not.toMatch(/[<>|`*_[\]\\]/);
        expect(lines(shown)).toHaveLength(1);
        expect(shown).not.toMatch(/\p{Cs}/u);
        expect(shown).not.toMatch(/:\/\//);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is still readable: plain words stay as they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\d]{1,40}( [\p{L}\d]{1,40}){0,3}$/u), (text) => {
        expect(escapeMarkdown(text)).toBe(text);
      }),
    );
  });

  it('is cut where it is endless', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 100_000 }), (length) => {
        expect(escapeMarkdown('a'.repeat(length)).length).toBeLessThan(5_000);
      }),
      { numRuns: 10 },
    );
  });

  it('adds no line to the details, and no cell to their table', () => {
    const layoutOf = (text: string) => {
      const request = {
        email: 'jane.doe@example.com',
        urgency: 'standard',
        dryRun: false,
      } as const;
      const record = newRunRecord(request, '2026-11-27T16:00:00.000Z');
      record.startedAt = '2026-11-27T16:00:00.000Z';
      record.snapshot = { id: '1', name: text, status: 'active', type: 2, loginTypes: [] };
      const at = '2026-11-27T16:00:01.000Z';
      const failed = { at, code: `zoom.400.1${text}`, message: `Zoom says: ${text}.` };
      Object.assign(stepOf(record, 'deactivateZoomUser'), { state: 'blocked', ...failed });
      Object.assign(stepOf(record, 'rotateZoomPassword'), { state: 'retrying', ...failed });
      return lines(detailsOf(statusOf(record), record)).map(
        (line) => line.replace(/\\./g, '').split('|').length,
      );
    };
    fc.assert(
      fc.property(hostile, (text) => expect(layoutOf(text)).toEqual(layoutOf('plain'))),
      {
        numRuns: 300,
      },
    );
  });
});
