import { describe, expect, it } from '@jest/globals';
import type { EmployeeRecord } from '../../../src/domain/hr/employee-record';
import type { HrEventKind } from '../../../src/domain/hr/event';
import { meaningOf } from '../../../src/domain/hr/meaning';
import { hrEvent } from '../../support/hr-event';

const READ_AT = '2026-11-22T10:00:00.000Z';
const SAID_AT = '2026-11-22T09:00:00.000Z';
const NOBODY = { isLeaving: false, hasLeft: false };
const LEAVING = { isLeaving: true, hasLeft: true };
const LEFT = { isLeaving: false, hasLeft: true };

function meaning(
  kind: HrEventKind,
  record: Partial<EmployeeRecord>,
  known: Parameters<typeof meaningOf>[2] = NOBODY,
) {
  const event = hrEvent({ kind, employee: { id: '1' }, readBack: true, occurredAt: SAID_AT });
  const employee = { id: '1', isActive: true, ...record };
  return meaningOf(event, { employee, readAt: READ_AT }, known);
}

describe('what a thin event means', () => {
  it.each<[string, HrEventKind, Partial<EmployeeRecord>, Parameters<typeof meaningOf>[2], object]>([
    [
      'an end on record',
      'updated',
      { terminationDate: '2026-12-31' },
      NOBODY,
      { kind: 'terminate', effective: { when: '2026-12-31' } },
    ],
    [
      'an end on record, in the zone of the employee',
      'terminate',
      { terminationDate: '2026-12-31', timeZone: 'Asia/Tokyo' },
      NOBODY,
      { kind: 'terminate', effective: { when: '2026-12-31', timeZone: 'Asia/Tokyo' } },
    ],
    [
      'gone, without a date',
      'updated',
      { isActive: false },
      NOBODY,
      { kind: 'terminate', occurredAt: READ_AT },
    ],
    [
      'gone since long, as is known',
      'updated',
      { isActive: false },
      { ...LEAVING, effectiveAt: '2026-11-01T17:00:00.000Z' },
      { kind: 'none' },
    ],
    [
      'an end that means never',
      'updated',
      { terminationDate: '9999-12-31' },
      NOBODY,
      { kind: 'none' },
    ],
    [
      'hired, and not begun',
      'updated',
      { isActive: false, hireDate: '2027-01-15' },
      NOBODY,
      { kind: 'none' },
    ],
    ['works there', 'updated', {}, NOBODY, { kind: 'none' }],
    [
      'the end is gone from the record',
      'updated',
      {},
      LEAVING,
      { kind: 'cancel', occurredAt: READ_AT },
    ],
    [
      'the end is gone, though the event says left',
      'terminate',
      {},
      NOBODY,
      { kind: 'contradiction' },
    ],
    [
      'begun anew after an end',
      'updated',
      { terminationDate: '2026-01-31', hireDate: '2026-11-01' },
      LEFT,
      { kind: 'rehire', effective: { when: '2026-11-01' } },
    ],
    [
      'begun anew, and nobody knew of the end',
      'updated',
      { terminationDate: '2020-01-31', hireDate: '2026-11-01' },
      NOBODY,
      { kind: 'none' },
    ],
    [
      'rehired from a day to come',
      'rehire',
      { terminationDate: '2026-01-31', hireDate: '2027-01-01', isActive: false },
      LEFT,
      { kind: 'rehire', effective: { when: '2027-01-01' } },
    ],
    [
      'to be revoked now, whatever the record says',
      'revokeNow',
      {},
      NOBODY,
      { kind: 'revokeNow', occurredAt: SAID_AT },
    ],
    [
      'taken back, in so many words',
      'cancel',
      { terminationDate: '2026-12-31' },
      LEAVING,
      { kind: 'cancel', occurredAt: SAID_AT },
    ],
  ])('%s', (_what, kind, record, known, expected) => {
    expect(meaning(kind, record, known)).toMatchObject(expected);
  });

  it('is as of the moment at which the record was read', () => {
    expect(meaning('updated', { terminationDate: '2026-12-31' })).toMatchObject({
      occurredAt: READ_AT,
    });
  });
});

it('a full event means what it says, and one that only tells of a change means nothing', () => {
  const employee = { email: 'jane@example.com' };
  const effective = { when: '2026-12-31' };
  expect(
    meaningOf(hrEvent({ kind: 'change', employee, effective }), undefined, NOBODY),
  ).toMatchObject({ kind: 'change', effective });
  expect(meaningOf(hrEvent({ kind: 'updated', employee }), undefined, LEAVING).kind).toBe('none');
});
