import { z } from 'zod';
import type { Effective, HrEventKind } from '../../domain/hr/event';
import { UnprocessableWebhook } from '../errors';
import { parseBody } from '../body';
import { hashedEventId } from '../event-id';
import {
  absentWhereEmpty,
  employeeIdSchema,
  eventTypeSchema,
  objectOf,
  optionalEmailSchema,
} from '../fields';
import { hrEventFrom } from '../hr-event';
import { headerOf, isHmac } from '../signature';
import type { HrSource } from '../source';
import { effectiveFrom, timeSchema, whenSchema } from '../times';

const NAME = 'merge';

/** Merge writes a date as midnight in UTC: taken for an instant, the last day of work would have no hours. */
const dateSchema = () =>
  absentWhereEmpty(
    whenSchema().transform((when) => when.replace(/T00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/, '')),
  );

const envelopeSchema = objectOf({ hook: objectOf({ event: eventTypeSchema() }) });

const eventSchema = objectOf({
  data: objectOf({
    // Merge's own id: that of the HR system is null for some, and two linked accounts may give the same.
    id: employeeIdSchema(),
    work_email: optionalEmailSchema(),
    employment_status: absentWhereEmpty(z.string('must be a text such as "ACTIVE"').toUpperCase()),
    termination_date: dateSchema(),
    start_date: dateSchema(),
    hire_date: dateSchema(),
    modified_at: absentWhereEmpty(timeSchema()),
  }),
});

type Employee = z.output<typeof eventSchema>['data'];

/** What the record as a whole says; undefined where it says nothing of an end. */
function meaningOf(
  employee: Employee,
): { kind: HrEventKind; effective?: Effective | undefined } | undefined {
  const { employment_status: status, termination_date: end } = employee;
  const start = employee.start_date ?? employee.hire_date;
  if (status === 'INACTIVE') return { kind: 'terminate', effective: effectiveFrom(end) };
  // Not begun; or, of a rehire, not begun again, with the end of the time before still on record.
  if (status === 'PENDING') return undefined;
  // An end before the newest start is that of an earlier employment.
  if (end !== undefined && start !== undefined && end.slice(0, 10) < start.slice(0, 10))
    return { kind: 'rehire', effective: effectiveFrom(start) };
  if (end !== undefined) return { kind: 'terminate', effective: effectiveFrom(end) };
  // Any change of a person who stays looks like this; where no end is known, it is passed over.
  return status === 'ACTIVE' ? { kind: 'cancel' } : undefined;
}

/**
 * Merge, HRIS category, as "Merge webhooks sent to you" and "The Employee object" of its documentation say (2026). The
 * event holds the whole record, as of Merge's latest sync, so it is not read back. There is no id of the delivery.
 */
export const merge: HrSource = {
  name: NAME,
  title: 'Merge',
  secretVariable: 'MERGE_WEBHOOK_SECRET',

  isSigned({ headers, rawBody }, secret) {
    const signature = headerOf(headers, 'x-merge-webhook-signature')
      ?.replace(/=+$/, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_');
    return isHmac(signature, { algorithm: 'sha256', encoding: 'base64url' }, secret, rawBody);
  },

  events(webhook, body) {
    if (parseBody(envelopeSchema, body).hook.event !== 'Employee.changed') return [];
    const { data } = parseBody(eventSchema, body);
    const meaning = meaningOf(data);
    if (meaning === undefined) return [];
    if (meaning.kind === 'terminate' && data.work_email === undefined)
      throw new UnprocessableWebhook([
        { field: 'data.work_email', problem: 'must be there: the work e-mail of who leaves' },
      ]);
    const said = {
      id: hashedEventId(NAME, webhook.rawBody),
      employee: { id: data.id, email: data.work_email },
      ...meaning,
      occurredAt: data.modified_at ?? webhook.receivedAt.toISOString(),
    };
    return [hrEventFrom(NAME, webhook, said)];
  },
};
