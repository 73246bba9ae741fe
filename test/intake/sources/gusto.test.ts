import { describe, expect, it } from '@jest/globals';
import type { HrEvent } from '../../../src/domain/hr/event';
import {
  changed,
  eventsIn,
  eventsOf,
  faultyFields,
  fixture,
  RECEIVED_AT,
  sourceNamed,
} from '../../support/hr-fixtures';

const COMMON = {
  source: 'gusto',
  id: '03ffbf0c-48a9-4f1c-932a-546413a26ad1',
  // The entity, not the resource, which is the company.
  employee: { id: 'bcfc9744-0ab3-4ef3-ab0d-e728255d659c' },
  occurredAt: '2026-11-20T09:30:41.000Z',
  receivedAt: RECEIVED_AT.toISOString(),
};

describe('what its events mean', () => {
  it.each<[string, Partial<HrEvent>]>([
    ['employee-terminated', { kind: 'terminate', readBack: true }],
    ['employee-terminated-effective', { kind: 'terminate', readBack: true }],
    ['employee-termination-cancelled', { kind: 'cancel' }],
    ['employee-rehired', { kind: 'rehire', readBack: true }],
    ['employee-rehire-effective', { kind: 'rehire', readBack: true }],
    ['employee-rehire-cancelled', { kind: 'updated', readBack: true }],
    ['employee-updated', { kind: 'updated', readBack: true }],
    ['employee-deleted', { kind: 'updated', readBack: true }],
  ])('%s', (name, meaning) => {
    expect(eventsOf('gusto', name)).toEqual([{ ...COMMON, ...meaning }]);
  });

  it('knows the name that the changelog gave to one', () => {
    const type = 'employee.termination_effective';
    const [event] = eventsIn('gusto', changed('gusto', 'employee-updated', 'event_type', type));
    expect(event?.kind).toBe('terminate');
  });

  it.each(['employee-created', 'company-provisioned'])('passes over %s', (name) => {
    expect(eventsOf('gusto', name)).toEqual([]);
  });

  it('reads a time that is a text, in ISO 8601 or in seconds', () => {
    for (const time of ['1795167041', '2026-11-20T09:30:41Z']) {
      const body = changed('gusto', 'employee-terminated', 'timestamp', time);
      expect(eventsIn('gusto', body)[0]?.occurredAt).toBe(COMMON.occurredAt);
    }
  });

  it('is known by its bytes where an older version of the API sends no id', () => {
    const body = changed('gusto', 'employee-terminated', 'uuid', undefined);
    expect(eventsIn('gusto', body)[0]?.id).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the token of a new subscription', () => {
  const handshake = (body: unknown) => sourceNamed('gusto').handshake?.(body);

  it('is the secret', () => {
    expect(handshake(fixture('gusto', 'verification-token'))).toEqual({
      secret: '6590f590-3dba-495e-9bea-c361e1e2efc0',
    });
    expect(eventsOf('gusto', 'verification-token')).toEqual([]);
  });

  it.each([
    { verification_token: 'a\u001b[31m forged line of the log' },
    { verification_token: 'short' },
    { verification_token: 5 },
    { verification_token: 'x'.repeat(129) },
    {
      verification_token: '6590f590-3dba-495e-9bea-c361e1e2efc0',
      event_type: 'employee.terminated',
    },
    'text',
    null,
  ])('is not in %j', (body) => {
    expect(handshake(body)).toBeUndefined();
  });
});

it.each<[string, unknown]>([
  ['event_type', undefined],
  ['event_type', 5],
  ['uuid', 5],
  ['entity_uuid', undefined],
  ['entity_uuid', null],
  ['timestamp', undefined],
  ['timestamp', 5],
  ['timestamp', 'soon'],
])('%s as %j can never be right', (path, value) => {
  const body = changed('gusto', 'employee-terminated', path, value);
  expect(faultyFields('gusto', body)).toEqual([path]);
});
