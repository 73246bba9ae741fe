import { z } from 'zod';
import type { HrEventKind } from '../../domain/hr/event';
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

const NAME = 'hibob';

/**
 * Bob has no event for an end that was moved or taken back, nor one for a rehire: the record tells them. Nor does
 * `employee.inactivated` say that somebody left: it comes for a leave as well, and `employee.left` comes beside it.
 */
const KINDS = new Map<string, HrEventKind>([
  ['employee.left', 'terminate'],
  ['employee.access.revoked.immediately', 'revokeNow'],
  ['employee.inactivated', 'updated'],
  ['employee.activated', 'updated'],
  ['employee.joined', 'updated'],
  ['employee.updated', 'updated'],
  ['employee.deleted', 'updated'],
  ['table.entry.created', 'updated'],
  ['table.entry.updated', 'updated'],
]);

const envelopeSchema = objectOf({ type: eventTypeSchema() });

const eventSchema = z.object({
  triggeredAt: timeSchema(),
  data: z.object(
    {
      employeeId: employeeIdSchema(),
      effectiveDate: absentWhereEmpty(whenSchema()),
      // What only narrows an event down is never a reason to refuse it.
      email: optionalEmailSchema().catch(undefined),
      tableId: z.string().optional().catch(undefined),
      fieldUpdates: z
        .array(z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]))
        .optional()
        .catch(undefined),
    },
    "must be a JSON object, as in version 2 of Bob's webhooks",
  ),
});

type Data = z.output<typeof eventSchema>['data'];

/** Ids of fields such as `root.email`, `internal.terminationDate`, `work.startDate`; paths have slashes. */
const MATTERS =
  /^\/?(?:root|internal|work)[./].*(?:email|status|lifecycle|terminat|startdate|lastday)/;

/** Whether it can bear on an end of employment or on the work e-mail. What the event does not say, the record may. */
function bears(type: string, { tableId, fieldUpdates }: Data): boolean {
  if (type.startsWith('table.')) return tableId === undefined || tableId === 'lifecycle';
  return fieldUpdates?.some((id) => MATTERS.test(id.toLowerCase())) ?? true;
}

const PING = 'Ping test';
const pingSchema = z.union([z.literal(PING), z.object({ text: z.literal(PING) })]);
const isPing = (body: unknown): boolean => pingSchema.safeParse(body).success;

/**
 * HiBob ("Bob"), webhooks of version 2, as "Getting started with Webhooks" and "Employee data Webhooks" of its
 * documentation say (2026). They have neither an id nor a timestamp that is signed, so a recording played again is
 * known by its bytes. `triggeredAt` comes without an offset and is taken for UTC. An entry that is deleted from the
 * lifecycle table sends nothing.
 */
export const hibob: HrSource = {
  name: NAME,
  title: 'HiBob',
  secretVariable: 'HIBOB_WEBHOOK_SECRET',

  isSigned({ headers, rawBody }, secret) {
    const form = { algorithm: 'sha512', encoding: 'base64' } as const;
    return isHmac(headerOf(headers, 'bob-signature'), form, secret, rawBody);
  },

  events(webhook, body) {
    if (isPing(body)) return [];
    const { type } = parseBody(envelopeSchema, body);
    const kind = KINDS.get(type);
    if (kind === undefined) return [];
    const { triggeredAt, data } = parseBody(eventSchema, body);
    if (!bears(type, data)) return [];
    const said = {
      id: hashedEventId(NAME, webhook.rawBody),
      employee: { id: data.employeeId, email: data.email },
      kind,
      readBack: true,
      // Of an entry in a table it is the entry's date, whatever the entry is about.
      effective: kind === 'updated' ? undefined : effectiveFrom(data.effectiveDate),
      occurredAt: triggeredAt,
    };
    return [hrEventFrom(NAME, webhook, said)];
  },

  // Bob takes a URL only once it answered this with 200.
  handshake: (body) => (isPing(body) ? {} : undefined),
};
