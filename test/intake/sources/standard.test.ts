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
  webhookOf,
} from '../../support/hr-fixtures';

const COMMON = {
  source: 'standard',
  id: 'msg_1',
  occurredAt: '2026-11-20T09:30:00.000Z',
  receivedAt: RECEIVED_AT.toISOString(),
};
const JANE = { id: '4711', email: 'jane.doe@example.com' };

const eventOf = (name: string): HrEvent[] =>
  eventsIn('standard', fixture('standard', name), 'msg_1');
const withData = (field: string, value: unknown, name = 'terminated') =>
  changed('standard', name, `data.${field}`, value);

describe('what its events mean', () => {
  it.each<[string, Partial<HrEvent>]>([
    [
      'terminated',
      {
        kind: 'terminate',
        employee: JANE,
        effective: { when: '2026-11-27T17:00', timeZone: 'Europe/Berlin' },
        reason: 'resignation',
      },
    ],
    [
      'termination-changed',
      {
        kind: 'change',
        employee: JANE,
        effective: { when: '2026-12-31', timeZone: 'Europe/Berlin' },
      },
    ],
    ['termination-cancelled', { kind: 'cancel', employee: { id: '4711' } }],
    [
      'access-revoke-now',
      { kind: 'revokeNow', employee: JANE, reason: 'dismissed without notice' },
    ],
    [
      'rehired',
      { kind: 'rehire', employee: JANE, effective: { when: '2027-02-01T00:00:00+01:00' } },
    ],
  ])('%s', (name, meaning) => {
    expect(eventOf(name)).toEqual([{ ...COMMON, ...meaning }]);
  });

  it('passes over events that are not needed', () => {
    expect(eventsOf('standard', 'other')).toEqual([]);
    expect(eventsIn('standard', { type: 'invoice.paid', data: 5 })).toEqual([]);
  });

  it('happened when the header says, where the body does not', () => {
    const body = changed('standard', 'terminated', 'timestamp', undefined);
    const webhook = webhookOf('standard', JSON.stringify(body));
    const headers = { ...webhook.headers, 'webhook-timestamp': '1795215480' };
    const [event] = sourceNamed('standard').events({ ...webhook, headers }, body);
    expect(event?.occurredAt).toBe('2026-11-20T22:58:00.000Z');
  });

  it.each(['2026-11-27', '2026-11-27T17:00', '2026-11-27T17:00:30.5', '2026-11-27T17:00:00Z'])(
    'keeps the effective time %s as it is',
    (when) => {
      expect(eventsIn('standard', withData('effectiveAt', when))[0]?.effective?.when).toBe(when);
    },
  );

  it('is effective at once where no time is given', () => {
    expect(eventsIn('standard', withData('effectiveAt', null))[0]).not.toHaveProperty('effective');
  });

  it('takes a termination by e-mail alone, and an id that is a number', () => {
    const [byMail] = eventsIn('standard', withData('employeeId', undefined));
    expect(byMail?.employee).toEqual({ email: JANE.email });
    expect(eventsIn('standard', withData('employeeId', 4711))[0]?.employee).toEqual(JANE);
  });

  it('cuts a reason that is too long, and drops an empty one', () => {
    const [event] = eventsIn('standard', withData('reason', 'x'.repeat(900)));
    expect(event?.reason).toHaveLength(500);
    expect(eventsIn('standard', withData('reason', '  '))[0]).not.toHaveProperty('reason');
  });
});

describe('what can never be right', () => {
  it.each<[string, unknown, string]>([
    ['type', undefined, 'type'],
    ['type', '', 'type'],
    ['type', 7, 'type'],
    ['timestamp', 'yesterday', 'timestamp'],
    ['timestamp', '2026-11-20T09:30:00', 'timestamp'],
    ['timestamp', '2026-02-30T09:30:00Z', 'timestamp'],
    ['data', undefined, 'data'],
    ['data', [], 'data'],
    ['data.employeeId', '  ', 'data.employeeId'],
    ['data.employeeId', 'x'.repeat(129), 'data.employeeId'],
    ['data.employeeId', 'a\nb', 'data.employeeId'],
    ['data.employeeId', {}, 'data.employeeId'],
    ['data.email', undefined, 'data.email'],
    ['data.email', 'jane@doe', 'data.email'],
    ['data.email', 7, 'data.email'],
    ['data.effectiveAt', '27.11.2026', 'data.effectiveAt'],
    ['data.effectiveAt', '2026-02-30', 'data.effectiveAt'],
    ['data.effectiveAt', '2026-11-27T25:00', 'data.effectiveAt'],
    ['data.effectiveAt', '0026-11-27', 'data.effectiveAt'],
    ['data.effectiveAt', '2026-11-27T17:00:00.1234567890Z', 'data.effectiveAt'],
    ['data.effectiveAt', 1795215600, 'data.effectiveAt'],
    ['data.timeZone', 'Europe/Bielefeld', 'data.timeZone'],
    ['data.timeZone', '+01:00', 'data.timeZone'],
    ['data.reason', {}, 'data.reason'],
  ])('%s as %j', (path, value, field) => {
    const body = changed('standard', 'terminated', path, value);
    expect(faultyFields('standard', body)).toEqual([field]);
    if (typeof value === 'string' && value.trim().length > 4)
      expect(refusalOf('standard', body).message).not.toContain(value);
  });

  it('names every field at once, with 422', () => {
    const body = {
      type: 'employee.terminated',
      timestamp: 5,
      data: { employeeId: {}, email: 'x', effectiveAt: 'x', timeZone: 'x' },
    };
    expect(refusalOf('standard', body).status).toBe(422);
    expect(faultyFields('standard', body).sort()).toEqual(
      ['data.effectiveAt', 'data.email', 'data.employeeId', 'data.timeZone', 'timestamp'].sort(),
    );
  });

  it('says of a field what is wrong with it first', () => {
    const { faults } = refusalOf('standard', withData('employeeId', `a\n${'x'.repeat(200)}`));
    expect(faults).toEqual([
      { field: 'data.employeeId', problem: 'must not be longer than 128 characters' },
    ]);
  });

  it.each(['terminated', 'termination-changed', 'access-revoke-now', 'rehired'])(
    '%s without the e-mail',
    (name) => {
      const body = withData('email', null, name);
      expect(faultyFields('standard', body)).toEqual(['data.email']);
    },
  );

  it('a cancellation of nobody', () => {
    const body = withData('employeeId', undefined, 'termination-cancelled');
    expect(faultyFields('standard', body)).toEqual(['data.email']);
  });

  it('a change that does not say to when', () => {
    const body = withData('effectiveAt', undefined, 'termination-changed');
    expect(faultyFields('standard', body)).toEqual(['data.effectiveAt']);
  });

  it.each([null, 5, 'text', [], true])('a body that is %j', (body) => {
    expect(faultyFields('standard', body)).toEqual(['body']);
  });

  it('an id of the webhook that is too long to be kept', () => {
    const body: unknown = fixture('standard', 'terminated');
    const webhook = webhookOf('standard', JSON.stringify(body), 'x'.repeat(257));
    expect(() => sourceNamed('standard').events(webhook, body)).toThrow(/^webhook-id: /);
  });
});
