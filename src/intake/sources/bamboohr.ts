import { z } from 'zod';
import { eventsOfEach, parseBody } from '../body';
import { hashedEventId } from '../event-id';
import { absentWhereEmpty, employeeIdSchema, eventTypeSchema, objectOf } from '../fields';
import { requireFresh } from '../freshness';
import { hrEventFrom } from '../hr-event';
import { headerOf, isHmac } from '../signature';
import type { HrSource, IncomingWebhook } from '../source';
import { readTime, timeSchema } from '../times';

const NAME = 'bamboohr';

/**
 * BambooHR comes again after 5, 10, 20, 40 and 80 minutes, and nowhere says that it signs anew: a refusal of its retries
 * would lose what it tells. What is played again has the employee read back once more, and nothing else.
 */
const RETRIES_SECONDS = 3 * 3600;

/**
 * Fields that bear on an end of employment or on the work e-mail, by their API names (`employmentHistoryStatus`) and
 * as the settings page spells them ("Employment Status: Date"), once all but letters and digits is gone.
 */
const MATTERS =
  /^(?:employee)?status$|employmentstatus|employmenthistory|terminat|hire|^(?:work)?email$/;

const bears = (changedFields: readonly string[] | undefined): boolean =>
  changedFields?.some((name) => MATTERS.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''))) ?? true;

const changedFieldsSchema = () =>
  absentWhereEmpty(z.array(z.string('must be the name of a field'), 'must be a list of names'));

const formSchema = objectOf({ employees: z.unknown().optional() });
const envelopeSchema = objectOf({ type: eventTypeSchema() });

const eventSchema = objectOf({
  timestamp: timeSchema(),
  data: objectOf({ employeeId: employeeIdSchema(), changedFields: changedFieldsSchema() }),
});

const listSchema = objectOf({
  employees: z.array(z.unknown(), 'must be a list of employees'),
});
const employeeSchema = objectOf({
  id: employeeIdSchema(),
  action: absentWhereEmpty(z.string('must be a text')),
  timestamp: absentWhereEmpty(timeSchema()),
  changedFields: changedFieldsSchema(),
});

const sentAtOf = ({ headers }: IncomingWebhook) =>
  readTime(headerOf(headers, 'x-bamboohr-timestamp') ?? '');

interface Told {
  employeeId: string;
  occurredAt: string;
  /** Tells the events of one body apart. */
  part?: string;
}

/** Thin, whatever it tells of: the employee's record says whether there is an end of employment, and when. */
const updated = (webhook: IncomingWebhook, { employeeId, occurredAt, part }: Told) =>
  hrEventFrom(NAME, webhook, {
    id: hashedEventId(NAME, webhook.rawBody, part),
    employee: { id: employeeId },
    kind: 'updated',
    readBack: true,
    occurredAt,
  });

/** `{type, timestamp, data}`: "Event-Based Webhooks", one employee in a body. */
function eventBased(webhook: IncomingWebhook, body: unknown) {
  const { type } = parseBody(envelopeSchema, body);
  if (type !== 'employee.updated' && type !== 'employee.deleted') return [];
  const { timestamp, data } = parseBody(eventSchema, body);
  if (type === 'employee.updated' && !bears(data.changedFields)) return [];
  return [updated(webhook, { employeeId: data.employeeId, occurredAt: timestamp })];
}

/** `{employees: […]}`: "Field-Based Webhooks", the older form, with many employees in a body. */
const fieldBased = (webhook: IncomingWebhook, body: unknown) =>
  eventsOfEach(parseBody(listSchema, body).employees, ['employees'], (part, path) => {
    const { id, timestamp, changedFields, ...employee } = parseBody(employeeSchema, part, path);
    const action = employee.action?.toLowerCase();
    if (action === 'created' || action === 'inserted') return undefined;
    if (action !== 'deleted' && !bears(changedFields)) return undefined;
    const occurredAt = timestamp ?? sentAtOf(webhook) ?? webhook.receivedAt.toISOString();
    return updated(webhook, { employeeId: id, occurredAt, part: `${path.at(-1)}:${id}` });
  });

/**
 * BambooHR, as "Webhooks", "Event-Based Webhooks" and "Field-Based Webhooks" of its documentation say (May 2026). Its
 * webhook must be set to JSON. It tells that something changed and not what, and of changes dated in the future only
 * once they take effect. Field names given by the customer to the older form must keep BambooHR's words ("Termination
 * Date"), for a change of nothing that bears on access is passed over.
 */
export const bamboohr: HrSource = {
  name: NAME,
  title: 'BambooHR',
  secretVariable: 'BAMBOOHR_WEBHOOK_SECRET',

  isSigned(webhook, secret) {
    const { headers, rawBody, receivedAt } = webhook;
    const timestamp = headerOf(headers, 'x-bamboohr-timestamp');
    const signature = headerOf(headers, 'x-bamboohr-signature')?.toLowerCase();
    if (timestamp === undefined) return false;
    const form = { algorithm: 'sha256', encoding: 'hex' } as const;
    if (!isHmac(signature, form, secret, rawBody, timestamp)) return false;
    requireFresh(sentAtOf(webhook), receivedAt, { pastSeconds: RETRIES_SECONDS });
    return true;
  },

  events: (webhook, body) =>
    parseBody(formSchema, body).employees === undefined
      ? eventBased(webhook, body)
      : fieldBased(webhook, body),
};
