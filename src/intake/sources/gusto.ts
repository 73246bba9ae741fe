import { z } from 'zod';
import type { HrEventKind } from '../../domain/hr/event';
import { parseBody } from '../body';
import { hashedEventId } from '../event-id';
import {
  absentWhereEmpty,
  employeeIdSchema,
  eventIdSchema,
  eventTypeSchema,
  objectOf,
} from '../fields';
import { hrEventFrom } from '../hr-event';
import { headerOf, isHmac } from '../signature';
import type { HrSource } from '../source';
import { timeSchema } from '../times';

const NAME = 'gusto';

/**
 * All are thin. A termination is told when it is recorded, for whatever date, and again the day after the last day.
 * No event says that its date was moved, so `employee.updated` has the record looked at.
 */
const KINDS = new Map<string, HrEventKind>([
  ['employee.terminated', 'terminate'],
  ['employee.terminated_effective', 'terminate'],
  // So called in the changelog that announced it.
  ['employee.termination_effective', 'terminate'],
  ['employee.termination_cancelled', 'cancel'],
  ['employee.rehired', 'rehire'],
  ['employee.rehire_effective', 'rehire'],
  ['employee.rehire_cancelled', 'updated'],
  ['employee.updated', 'updated'],
  ['employee.deleted', 'updated'],
]);

const envelopeSchema = objectOf({ event_type: eventTypeSchema() });

const eventSchema = objectOf({
  // Versions of Gusto's API before 2024 send none.
  uuid: absentWhereEmpty(eventIdSchema()),
  // The resource is the company in every event; the entity is what it is about.
  entity_uuid: employeeIdSchema(),
  timestamp: timeSchema(),
});

const handshakeSchema = z.object({
  verification_token: z.string().regex(/^[\w-]{16,128}$/),
  event_type: z.undefined().optional(),
});
const tokenIn = (body: unknown): string | undefined =>
  handshakeSchema.safeParse(body).data?.verification_token;

/**
 * Gusto (Embedded Payroll and App Integrations), as "Webhooks" and "Employee Events" of its documentation say (2026).
 *
 * The secret is the `verification_token` that Gusto posts, unsigned, to the URL of a new subscription, and again when
 * asked by `GET /v1/webhook_subscriptions/{uuid}/request_verification_token`. A person takes it to Gusto by
 * `PUT /v1/webhook_subscriptions/{uuid}/verify`, which refuses a token that came from someone else, and only then
 * sets the variable to it. Until then Gusto sends no events.
 */
export const gusto: HrSource = {
  name: NAME,
  title: 'Gusto',
  secretVariable: 'GUSTO_WEBHOOK_SECRET',

  isSigned({ headers, rawBody }, secret) {
    const signature = headerOf(headers, 'x-gusto-signature')?.toLowerCase();
    return isHmac(signature, { algorithm: 'sha256', encoding: 'hex' }, secret, rawBody);
  },

  events(webhook, body) {
    if (tokenIn(body) !== undefined) return [];
    const kind = KINDS.get(parseBody(envelopeSchema, body).event_type);
    if (kind === undefined) return [];
    const { uuid, entity_uuid, timestamp } = parseBody(eventSchema, body);
    const said = {
      id: uuid ?? hashedEventId(NAME, webhook.rawBody),
      employee: { id: entity_uuid },
      kind,
      // What is taken back is taken back: there is nothing to complete it with.
      readBack: kind !== 'cancel',
      occurredAt: timestamp,
    };
    return [hrEventFrom(NAME, webhook, said)];
  },

  handshake(body) {
    const secret = tokenIn(body);
    return secret === undefined ? undefined : { secret };
  },
};
