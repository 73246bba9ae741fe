import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRetryAfter } from '../../src/domain/retry-after';

const NOW = Date.UTC(2026, 0, 30, 23, 59, 0);
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    ['300', 300_000],
    [' 30 ', 30_000],
    ['1.5', 1_500],
    ['0.0001', 1],
    ['604800', WEEK],
    ['Sat, 31 Jan 2026 00:00:00 GMT', MINUTE],
    ['sat, 31 jan 2026 00:00:00 gmt', MINUTE],
    ['Saturday, 31-Jan-26 00:00:00 GMT', MINUTE],
    ['Sat Jan 31 00:00:00 2026', MINUTE],
    ['Sun Feb  1 00:00:00 2026', MINUTE + 24 * 60 * MINUTE],
    ['Fri, 30 Jan 2026 23:59:60 GMT', MINUTE],
    ['2026-01-31T00:00:00Z', MINUTE],
    ['2026-01-31T00:00:00.250Z', MINUTE + 250],
    ['2026-01-31T01:30:00+01:30', MINUTE],
    ['2026-01-30T19:00:00-0500', MINUTE],
    ['2026-01-31T00:00:00', MINUTE],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Sun Nov  6 08:49:37 1994', 0],
    ['2026-01-30T23:58:59Z', 0],
  ])('reads %j as %d ms', (header, wait) => {
    expect(parseRetryAfter(header, NOW)).toBe(wait);
  });

  it.each([
    [undefined],
    [''],
    ['   '],
    ['soon'],
    ['-1'],
    ['+5'],
    ['.5'],
    ['1e3'],
    ['0x10'],
    ['Infinity'],
    ['NaN'],
    ['30 s'],
    ['30, 30'],
    ['604801'],
    ['99999999999999999999999'],
    ['Sat, 31 Jan 2026 00:00:00'],
    ['Sat, 31 Jan 2026 24:00:00 GMT'],
    ['Sat, 31 Jan 2026 00:60:00 GMT'],
    ['Mon, 31 Feb 2026 00:00:00 GMT'],
    ['Sat, 00 Jan 2026 00:00:00 GMT'],
    ['Xyz, 31 Jan 2026 00:00:00 GMT'],
    ['Sat, 31 Foo 2026 00:00:00 GMT'],
    ['2026-01-31'],
    ['2026-13-01T00:00:00Z'],
    ['2026-02-30T00:00:00Z'],
    ['2026-01-31T00:00:00+99:00'],
    ['2027-01-31T00:00:00Z'],
    ['Sat, 31 Jan 2099 00:00:00 GMT'],
  ])('makes nothing of %j', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });

  it('takes two digits of a year for the past where they would be more than 50 years ahead', () => {
    expect(parseRetryAfter('Saturday, 31-Jan-77 00:00:00 GMT', NOW)).toBe(0);
    expect(parseRetryAfter('Friday, 31-Jan-76 00:00:00 GMT', NOW)).toBeUndefined();
  });

  it('answers a whole number from 0 to a week, or nothing, for any text', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date().map((date) => (Number.isNaN(date.getTime()) ? '' : date.toUTCString())),
      fc.stringMatching(/^[\d:TZ.+, -]{1,30}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const wait = parseRetryAfter(text, NOW);
        if (wait === undefined) return;
        expect(Number.isInteger(wait) && wait >= 0 && wait <= WEEK).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads every form of a moment alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WEEK / 1000 }), (seconds) => {
        const date = new Date(NOW + seconds * 1000);
        const http = date.toUTCString();
        const [day = '', dayOfMonth = '', month = '', year = '', time = ''] = http.split(/[ ,]+/);
        const longDay = { Wed: 'Wednes', Thu: 'Thurs', Tue: 'Tues', Sat: 'Satur' }[day] ?? day;
        const forms = [
          String(seconds),
          http,
          `${longDay}day, ${dayOfMonth}-${month}-${year.slice(2)} ${time} GMT`,
          `${day} ${month} ${String(Number(dayOfMonth)).padStart(2)} ${time} ${year}`,
          date.toISOString(),
        ];
        for (const form of forms)
          expect([form, parseRetryAfter(form, NOW)]).toEqual([form, seconds * 1000]);
      }),
    );
  });
});
