import { describe, expect, it } from '@jest/globals';
import type { HrEvent } from '../../../src/domain/hr/event';
import {
  changed,
  eventsIn,
  eventsOf,
  faultyFields,
  fixture,
  RECEIVED_AT,
  refusalOf,
  sourceNamed,
} from '../../support/hr-fixtures';

const ID = '3332883854254932743';
const COMMON = {
  source: 'hibob',
  id: expect.stringMatching(/^[0-9a-f]{64}$/),
  employee: { id: ID },
  readBack: true,
  // Without an offset: UTC.
  occurredAt: '2026-11-20T13:06:26.915Z',
  receivedAt: RECEIVED_AT.toISOString(),
};

describe('what its events mean', () => {
  it.each<[string, Partial<HrEvent>]>([
    ['employee-left', { kind: 'terminate', effective: { when: '2026-11-20' } }],
    ['access-revoked-immediately', { kind: 'revokeNow', effective: { when: '2026-12-31' } }],
    // A leave is told by it too.
    ['employee-inactivated', { kind: 'updated' }],
    ['employee-joined', { kind: 'updated' }],
    ['employee-activated', { kind: 'updated' }],
    ['employee-updated', { kind: 'updated' }],
    ['employee-deleted', { kind: 'updated', employee: { id: ID, email: 'jane.doe@example.com' } }],
    ['lifecycle-entry-created', { kind: 'updated' }],
    ['lifecycle-entry-updated', { kind: 'updated' }],
  ])('%s', (name, meaning) => {
    expect(eventsOf('hibob', name)).toEqual([{ ...COMMON, ...meaning }]);
  });

  it.each(['employee-updated-elsewhere', 'bank-account-entry-created', 'employee-temporary-leave'])(
    'passes over %s',
    (name) => {
      expect(eventsOf('hibob', name)).toEqual([]);
    },
  );

  it.each(['root.email', '/root/email', 'internal.lifecycleStatus', 'work.startDate'])(
    'a change of %s matters',
    (id) => {
      for (const update of [{ id }, id]) {
        const body = changed('hibob', 'employee-updated', 'data.fieldUpdates', [update]);
        expect(eventsIn('hibob', body)).toHaveLength(1);
      }
    },
  );

  it('reads the record where it is not said, or not readable, what changed', () => {
    for (const value of [undefined, 'all', [5]]) {
      const body = changed('hibob', 'employee-updated', 'data.fieldUpdates', value);
      expect(eventsIn('hibob', body)).toHaveLength(1);
    }
    const body = changed('hibob', 'lifecycle-entry-created', 'data.tableId', 7);
    expect(eventsIn('hibob', body)).toHaveLength(1);
  });

  it('refuses nothing over an e-mail that it does not need', () => {
    const body = changed('hibob', 'employee-deleted', 'data.email', 'gone');
    expect(eventsIn('hibob', body)[0]?.employee).toEqual({ id: ID });
  });

  it('gives the same bytes the same id', () => {
    const [first, second] = [1, 2].map(() => eventsOf('hibob', 'employee-left')[0]?.id);
    expect(first).toBe(second);
  });
});

describe('the trial of the URL', () => {
  const handshake = (body: unknown) => sourceNamed('hibob').handshake?.(body);

  it.each(['Ping test', fixture('hibob', 'ping')])('knows %j', (body) => {
    expect(handshake(body)).toEqual({});
    expect(eventsIn('hibob', body)).toEqual([]);
  });

  it.each(['ping', null, {}, { text: 'else' }, fixture('hibob', 'employee-left')])(
    'takes %j for none',
    (body) => {
      expect(handshake(body)).toBeUndefined();
    },
  );
});

describe('what can never be right', () => {
  it.each<[string, unknown]>([
    ['type', undefined],
    ['type', null],
    ['triggeredAt', undefined],
    ['triggeredAt', '2026-11-31T13:06:26'],
    ['data', undefined],
    ['data.employeeId', undefined],
    ['data.employeeId', ''],
    ['data.effectiveDate', '20.11.2026'],
  ])('%s as %j', (path, value) => {
    expect(faultyFields('hibob', changed('hibob', 'employee-left', path, value))).toEqual([path]);
  });

  it('a webhook of version 1', () => {
    const body = { type: 'employee.left', creationDate: '2026-11-20T13:06:26', employee: {} };
    const refusal = refusalOf('hibob', { ...body, triggeredAt: body.creationDate });
    expect(refusal.message).toBe("data: must be a JSON object, as in version 2 of Bob's webhooks");
  });
});
