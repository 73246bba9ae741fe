import { describe, expect, it } from '@jest/globals';
import type { HrEventKind } from '../../../src/domain/hr/event';
import {
  changed,
  eventsIn,
  eventsOf,
  faultyFields,
  fixture,
  RECEIVED_AT,
  refusalOf,
} from '../../support/hr-fixtures';

const EVENT = 'data.events.0';
const USER = `${EVENT}.target.1`;
const withEvent = (path: string, value: unknown) =>
  changed('okta', 'deactivate', `${EVENT}.${path}`, value);

describe('what its events mean', () => {
  it('a deactivated user leaves at once', () => {
    expect(eventsOf('okta', 'deactivate')).toEqual([
      {
        source: 'okta',
        id: 'f790999f-fe87-467a-9880-6982a5839861',
        employee: { email: 'jane.doe@example.com' },
        kind: 'terminate',
        occurredAt: '2026-11-20T22:23:01.777Z',
        receivedAt: RECEIVED_AT.toISOString(),
      },
    ]);
  });

  it.each<[string, HrEventKind]>([
    ['user.lifecycle.deactivate', 'terminate'],
    ['user.lifecycle.suspend', 'terminate'],
    ['user.lifecycle.activate', 'rehire'],
    ['user.lifecycle.reactivate', 'rehire'],
    ['user.lifecycle.unsuspend', 'rehire'],
  ])('%s: %s', (type, kind) => {
    const [event] = eventsIn('okta', withEvent('eventType', type));
    expect(event?.kind).toBe(kind);
  });

  it.each(['user.session.start', 'user.lifecycle.create', 'group.user_membership.add'])(
    'passes over %s',
    (type) => {
      expect(eventsIn('okta', withEvent('eventType', type))).toEqual([]);
    },
  );

  it.each(['FAILURE', 'DENY', 'SKIPPED'])('passes over an attempt that ended in %s', (result) => {
    expect(eventsIn('okta', withEvent('outcome', { result }))).toEqual([]);
  });

  it.each([undefined, null, 5, {}, { result: 'SUCCESS' }, { result: 'UNKNOWN' }])(
    'takes an outcome of %j for done',
    (outcome) => {
      expect(eventsIn('okta', withEvent('outcome', outcome))).toHaveLength(1);
    },
  );

  it('takes every event of a batch; a login that is no e-mail by its id', () => {
    const events = eventsOf('okta', 'batch');
    expect(events.map(({ kind, employee }) => ({ kind, employee }))).toEqual([
      { kind: 'terminate', employee: { email: 'jane.doe@example.com' } },
      { kind: 'terminate', employee: { id: '00u8usoyccn8GQRoh0g3' } },
      { kind: 'rehire', employee: { email: 'ann.other@example.com' } },
    ]);
  });

  it('knows a user by the id where there is no login at all', () => {
    const [event] = eventsIn('okta', changed('okta', 'deactivate', `${USER}.alternateId`, null));
    expect(event?.employee).toEqual({ id: '00u8usoyccn8GQRoh0g1' });
  });
});

describe('what can never be right', () => {
  it.each<[string, unknown, string]>([
    ['data', undefined, 'data'],
    ['data.events', undefined, 'data.events'],
    ['data.events', {}, 'data.events'],
    [EVENT, 'text', 'data.events[0]'],
    [`${EVENT}.eventType`, undefined, 'data.events[0].eventType'],
    [`${EVENT}.uuid`, undefined, 'data.events[0].uuid'],
    [`${EVENT}.uuid`, ' ', 'data.events[0].uuid'],
    [`${EVENT}.published`, undefined, 'data.events[0].published'],
    [`${EVENT}.published`, 'soon', 'data.events[0].published'],
    [`${EVENT}.target`, undefined, 'data.events[0].target'],
    [`${EVENT}.target`, [5], 'data.events[0].target[0]'],
    [`${EVENT}.target`, [], 'data.events[0].target[0].alternateId'],
    [USER, { type: 'User' }, 'data.events[0].target[1].alternateId'],
    [USER, { type: 'User', id: '', alternateId: 'jdoe' }, 'data.events[0].target[1].alternateId'],
  ])('%s as %j', (path, value, field) => {
    expect(faultyFields('okta', changed('okta', 'deactivate', path, value))).toEqual([field]);
  });

  it('an event that is wrong loses none of the others', () => {
    const body = fixture('okta', 'batch') as { data: { events: Record<string, unknown>[] } };
    body.data.events.splice(1, 0, { eventType: 'user.lifecycle.deactivate' });
    const refusal = refusalOf('okta', body);
    expect(refusal.faults.map(({ field }) => field)).toEqual([
      'data.events[1].uuid',
      'data.events[1].published',
      'data.events[1].target',
    ]);
    expect(refusal.usable).toEqual(eventsOf('okta', 'batch'));
  });
});
