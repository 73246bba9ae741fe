import { describe, expect, it } from '@jest/globals';
import {
  changed,
  eventsIn,
  eventsOf,
  faultyFields,
  fixture,
  RECEIVED_AT,
  refusalOf,
} from '../../support/hr-fixtures';

const thin = (id: string, occurredAt: string) => ({
  source: 'bamboohr',
  id: expect.stringMatching(/^[0-9a-f]{64}$/),
  employee: { id },
  kind: 'updated',
  readBack: true,
  occurredAt,
  receivedAt: RECEIVED_AT.toISOString(),
});
const idsOf = (body: unknown) => eventsIn('bamboohr', body).map(({ id }) => id);

describe('event-based', () => {
  it.each(['employee-updated', 'employee-deleted'])('%s: the record is to be read', (name) => {
    expect(eventsOf('bamboohr', name)).toEqual([thin('67890', '2026-11-20T18:42:00.000Z')]);
  });

  it.each(['employee-updated-elsewhere', 'employee-created'])('%s: nothing', (name) => {
    expect(eventsOf('bamboohr', name)).toEqual([]);
  });

  it.each([
    'status',
    'employmentHistoryStatus',
    'employmentStatus',
    'Employment Status: Date',
    'terminationDate',
    'Termination Date',
    'hireDate',
    'originalHireDate',
    'workEmail',
    'Work Email',
  ])('a change of %s matters', (field) => {
    const body = changed('bamboohr', 'employee-updated', 'data.changedFields', ['city', field]);
    expect(eventsIn('bamboohr', body)).toHaveLength(1);
  });

  it.each(['maritalStatus', 'Overtime Status', 'homeEmail', 'payRate', 'Job Information: Date'])(
    'a change of %s does not',
    (field) => {
      const body = changed('bamboohr', 'employee-updated', 'data.changedFields', [field]);
      expect(eventsIn('bamboohr', body)).toEqual([]);
    },
  );

  it('reads the record where it is not said what changed', () => {
    for (const value of [undefined, null]) {
      const body = changed('bamboohr', 'employee-updated', 'data.changedFields', value);
      expect(eventsIn('bamboohr', body)).toHaveLength(1);
    }
  });

  it('takes an id that is a number', () => {
    const body = changed('bamboohr', 'employee-updated', 'data.employeeId', 67890);
    expect(eventsIn('bamboohr', body)[0]?.employee).toEqual({ id: '67890' });
  });

  it('gives the same bytes the same id, and others another', () => {
    const body = fixture('bamboohr', 'employee-updated') as object;
    expect(idsOf(body)).toEqual(idsOf(body));
    expect(idsOf(body)).not.toEqual(idsOf({ ...body, timestamp: '2026-11-20T18:43:00+0000' }));
  });

  it.each<[string, unknown]>([
    ['type', undefined],
    ['type', 5],
    ['timestamp', undefined],
    ['timestamp', 'soon'],
    ['timestamp', 20261120],
    ['timestamp', '2026-13-20T18:42:00+0000'],
    ['data', undefined],
    ['data', 'text'],
    ['data.employeeId', undefined],
    ['data.employeeId', null],
    ['data.employeeId', -1],
    ['data.changedFields', 'status'],
  ])('%s as %j can never be right', (path, value) => {
    const body = changed('bamboohr', 'employee-updated', path, value);
    expect(faultyFields('bamboohr', body)).toEqual([path]);
  });
});

describe('field-based', () => {
  it('tells of each employee of whom something that matters is said', () => {
    const events = eventsOf('bamboohr', 'field-based');
    expect(events).toEqual([
      thin('123', '2026-11-20T21:35:20.000Z'),
      thin('125', '2026-11-20T21:35:22.000Z'),
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it('happened when the request was sent, where the employee has no time; no action is an update', () => {
    const body = { employees: [{ id: 5, changedFields: ['status'] }] };
    expect(eventsIn('bamboohr', body)).toEqual([thin('5', RECEIVED_AT.toISOString())]);
  });

  it('has nothing to say of nobody', () => {
    expect(eventsIn('bamboohr', { employees: [] })).toEqual([]);
  });

  it('loses no employee over another that is wrong', () => {
    const body = fixture('bamboohr', 'field-based') as { employees: unknown[] };
    body.employees.unshift({ action: 'Updated', timestamp: 'x' }, 5);
    const refusal = refusalOf('bamboohr', body);
    expect(refusal.faults.map(({ field }) => field)).toEqual([
      'employees[0].id',
      'employees[0].timestamp',
      'employees[1]',
    ]);
    expect(refusal.usable.map(({ employee }) => employee.id)).toEqual(['123', '125']);
  });

  it.each([null, 'text', {}])('employees as %j can never be right', (employees) => {
    expect(faultyFields('bamboohr', { employees })).toEqual(['employees']);
  });
});
