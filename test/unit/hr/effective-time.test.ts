import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectiveTime } from '../../../src/domain/hr/effective-time';

const POLICY = { workdayEnd: '17:00', timeZone: 'Europe/Berlin' };
const instantOf = (when: string, timeZone?: string) =>
  effectiveTime({ when, ...(timeZone ? { timeZone } : {}) }, POLICY).effectiveAt;

describe('the effective time', () => {
  it.each([
    [
      'an instant stays what it is',
      '2026-11-27T17:00:00+01:00',
      undefined,
      '2026-11-27T16:00:00.000Z',
    ],
    [
      'a date ends with the working day of the policy',
      '2026-11-27',
      undefined,
      '2026-11-27T16:00:00.000Z',
    ],
    [
      'a date ends with the working day of the employee',
      '2026-11-27',
      'America/Los_Angeles',
      '2026-11-28T01:00:00.000Z',
    ],
    ['a date in summer time', '2026-07-31', 'Europe/Berlin', '2026-07-31T15:00:00.000Z'],
    ['a local time', '2026-11-27T09:30', 'Asia/Kolkata', '2026-11-27T04:00:00.000Z'],
    [
      '02:30 that the clock skips is as much later as the clock jumps',
      '2026-03-29T02:30',
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      '02:30 that comes twice is the first',
      '2026-10-25T02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      '02:30 skipped in New York',
      '2026-03-08T02:30',
      'America/New_York',
      '2026-03-08T07:30:00.000Z',
    ],
    ['a day that a zone skipped', '2011-12-30', 'Pacific/Apia', '2011-12-31T03:00:00.000Z'],
  ])('%s', (_what, when, zone, expected) => {
    expect(instantOf(when, zone)).toBe(expected);
  });

  it('keeps the zone', () => {
    expect(effectiveTime({ when: '2026-11-27' }, POLICY).timeZone).toBe('Europe/Berlin');
    expect(
      effectiveTime({ when: '2026-11-27T10:00:00Z', timeZone: 'europe/paris' }, POLICY).timeZone,
    ).toBe('Europe/Paris');
  });

  it.each([
    ['2026-02-30', undefined],
    ['tomorrow', undefined],
    ['2026-11-27', 'Mars/Olympus'],
    ['2026-11-27T25:00', undefined],
    ['9999-12-31', undefined],
  ])('refuses %s %s with a sentence', (when, zone) => {
    expect(() => instantOf(when, zone)).toThrow(/is no time that the engine can read.*IANA zone/);
  });

  it('lies on the day that was named, in its zone, whatever the day', () => {
    const zones = [
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'UTC',
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const day = date.toISOString().slice(0, 10);
          const at = new Date(instantOf(day, zone));
          const shown = new Intl.DateTimeFormat('sv-SE', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'short',
          }).format(at);
          expect(shown).toBe(`${day} 17:00`);
        },
      ),
    );
  });
});
