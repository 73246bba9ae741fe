import { describe, expect, it } from '@jest/globals';
import type { HrEvent } from '../../../src/domain/hr/event';
import { changed, eventsIn, eventsOf, faultyFields, RECEIVED_AT } from '../../support/hr-fixtures';

const COMMON = {
  source: 'merge',
  id: expect.stringMatching(/^[0-9a-f]{64}$/),
  employee: { id: '0958cbc6-6040-430a-848e-aafacbadf4ae', email: 'jane.doe@example.com' },
  occurredAt: '2026-11-20T10:00:00.123Z',
  receivedAt: RECEIVED_AT.toISOString(),
};
const withData = (field: string, value: unknown, name = 'inactive') =>
  changed('merge', name, `data.${field}`, value);

describe('what the record means', () => {
  it.each<[string, Partial<HrEvent>]>([
    ['inactive', { kind: 'terminate', effective: { when: '2026-11-20' } }],
    ['active-with-end', { kind: 'terminate', effective: { when: '2026-12-31' } }],
    ['active', { kind: 'cancel' }],
    ['active-after-rehire', { kind: 'rehire', effective: { when: '2026-11-16' } }],
  ])('%s', (name, meaning) => {
    expect(eventsOf('merge', name)).toEqual([{ ...COMMON, ...meaning }]);
  });

  it.each(['pending', 'account-synced'])('passes over %s', (name) => {
    expect(eventsOf('merge', name)).toEqual([]);
  });

  it.each(['Employee.added', 'Candidate.changed', 'Employment.changed'])(
    'passes over %s',
    (event) => {
      expect(eventsIn('merge', changed('merge', 'inactive', 'hook.event', event))).toEqual([]);
    },
  );

  it('is effective at once where an inactive employee has no date', () => {
    const [event] = eventsIn('merge', withData('termination_date', null));
    expect(event).toMatchObject({ kind: 'terminate' });
    expect(event).not.toHaveProperty('effective');
  });

  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T00:00:00+00:00', '2026-11-20'],
    ['2026-11-20T00:00:00.000000Z', '2026-11-20'],
    ['2026-11-20T17:30:00Z', '2026-11-20T17:30:00Z'],
    ['2026-11-20T00:00:00-05:00', '2026-11-20T00:00:00-05:00'],
  ])('takes %s for %s: midnight in UTC is how Merge writes a date', (written, when) => {
    const [event] = eventsIn('merge', withData('termination_date', written));
    expect(event?.effective).toEqual({ when });
  });

  it('an end on the day of the newest start, or after it, is its end', () => {
    for (const start of ['2026-12-31T00:00:00Z', '2026-12-30', null]) {
      const body = withData('start_date', start, 'active-with-end');
      expect(eventsIn('merge', body)[0]?.kind).toBe('terminate');
    }
  });

  it('says nothing of who has not begun, whatever end is on record', () => {
    for (const end of ['2025-06-30T00:00:00Z', '2027-06-30T00:00:00Z'])
      expect(eventsIn('merge', withData('termination_date', end, 'pending'))).toEqual([]);
  });

  it('goes by the hire date where there is no start', () => {
    const body = withData('start_date', null, 'active-after-rehire');
    (body as { data: Record<string, unknown> }).data.hire_date = '2026-11-01';
    expect(eventsIn('merge', body)[0]).toMatchObject({
      kind: 'rehire',
      effective: { when: '2026-11-01' },
    });
  });

  it('of a status that Merge could not map, only a date says something', () => {
    for (const status of ['ON_LEAVE', null]) {
      const leaving = withData('employment_status', status, 'active-with-end');
      expect(eventsIn('merge', leaving)[0]?.kind).toBe('terminate');
      expect(eventsIn('merge', withData('employment_status', status, 'active'))).toEqual([]);
    }
  });

  it('needs no e-mail for a cancellation', () => {
    const [event] = eventsIn('merge', withData('work_email', null, 'active'));
    expect(event?.employee).toEqual({ id: COMMON.employee.id });
  });

  it('happened when it was received, where the record does not say', () => {
    const [event] = eventsIn('merge', withData('modified_at', null));
    expect(event?.occurredAt).toBe(RECEIVED_AT.toISOString());
  });
});

it.each<[string, unknown]>([
  ['hook', undefined],
  ['hook.event', undefined],
  ['hook.event', 5],
  ['data', undefined],
  ['data.id', undefined],
  ['data.id', ''],
  ['data.work_email', 'jane'],
  ['data.work_email', null],
  ['data.work_email', ''],
  ['data.employment_status', 5],
  ['data.termination_date', 'soon'],
  ['data.termination_date', '2026-02-30'],
  ['data.start_date', 5],
  ['data.hire_date', 'x'],
  ['data.modified_at', 'x'],
])('%s as %j can never be right', (path, value) => {
  expect(faultyFields('merge', changed('merge', 'inactive', path, value))).toEqual([path]);
});
