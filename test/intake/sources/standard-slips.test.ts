import { describe, expect, it } from '@jest/globals';
import { standard } from '../../../src/intake/sources/standard';

const webhook = {
  headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': '1795341600' },
  rawBody: Buffer.alloc(0),
  receivedAt: new Date('2026-11-22T10:00:00Z'),
};
const DATA = { email: 'jane@example.com' };
const events = (body: object) => standard.events(webhook, body);
const termination = (data: object, more: object = {}) =>
  events({ type: 'employee.terminated', data: { ...DATA, ...data }, ...more });

describe('a slip in an event of our own form', () => {
  it.each([
    ['effective_at', 'effectiveAt'],
    ['efectiveAt', 'effectiveAt'],
    ['effectiveDate', 'effectiveAt'],
    ['lastDay', 'effectiveAt'],
    ['termination_date', 'effectiveAt'],
    ['employee_id', 'employeeId'],
    ['timezone', 'timeZone'],
  ])('of %s, which would have cut access at once, is refused: %s was meant', (name, meant) => {
    expect(() => termination({ [name]: '2027-12-18' })).toThrow(
      expect.objectContaining({
        faults: [{ field: `data.${name}`, problem: `is not known: was ${meant} meant?` }],
      }),
    );
  });

  it('is not seen in what has nothing to do with us', () => {
    const others = { name: 'Jane', department: 'Sales', manager: 'x', title: 'Dr', id: 7 };
    expect(termination(others)).toHaveLength(1);
  });

  it.each(['employee.termination', 'employee.Terminated', 'employee.access_revoked'])(
    'of the type %s is refused, since nobody would know that access stays',
    (type) => {
      expect(() => events({ type, data: DATA })).toThrow(/employee\.terminated/);
    },
  );

  it('passes over types of other things', () => {
    expect(events({ type: 'employee.created', data: DATA })).toEqual([]);
    expect(events({ type: 'payroll.run', data: {} })).toEqual([]);
  });

  it('that dates an event to the future is refused: nothing could ever be newer', () => {
    expect(() => termination({}, { timestamp: '2028-01-01T00:00:00Z' })).toThrow(/timestamp/);
    const [event] = termination({}, { timestamp: '2026-11-22T10:02:00Z' });
    expect(event?.occurredAt).toBe('2026-11-22T10:00:00.000Z');
  });
});
