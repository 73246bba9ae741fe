import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { HrEventKind } from '../../domain/hr/event';
import { instantSchema } from '../../domain/request';
import { parseBody } from '../body';
import {
  absentWhereEmpty,
  employeeIdSchema,
  eventIdSchema,
  eventTypeSchema,
  objectOf,
  optionalEmailSchema,
  reasonSchema,
} from '../fields';
import { requireFresh } from '../freshness';
import { hrEventFrom } from '../hr-event';
import { headerOf, isSameText } from '../signature';
import { UnprocessableWebhook } from '../errors';
import { meantBy } from '../misspelt';
import type { HrSource, IncomingWebhook } from '../source';
import { effectiveFrom, readTime, timeZoneSchema, whenSchema } from '../times';

const NAME = 'standard';

const KINDS = new Map<string, HrEventKind>([
  ['employee.terminated', 'terminate'],
  ['employee.termination_changed', 'change'],
  ['employee.termination_cancelled', 'cancel'],
  ['employee.access_revoke_now', 'revokeNow'],
  ['employee.rehired', 'rehire'],
]);

const envelopeSchema = objectOf({ type: eventTypeSchema() });

/** Types that tell of an end of employment, were they spelt right. */
const ALMOST = /^employee\.(?:termin|access|re-?hire|off-?board)/i;

const FIELDS = ['employeeId', 'email', 'effectiveAt', 'timeZone', 'reason'] as const;

/** How far ahead of the receipt an event may say that it happened: clocks differ so much at the most. */
const AHEAD_MS = 5 * 60_000;

const eventSchemaOf = (kind: HrEventKind) =>
  objectOf({
    timestamp: absentWhereEmpty(instantSchema()),
    data: z
      .looseObject(
        {
          employeeId: absentWhereEmpty(employeeIdSchema()),
          email: optionalEmailSchema(),
          effectiveAt: absentWhereEmpty(whenSchema()),
          timeZone: absentWhereEmpty(timeZoneSchema()),
          reason: reasonSchema(),
        },
        'must be a JSON object',
      )
      .superRefine(({ employeeId, email, effectiveAt, ...others }, context) => {
        for (const name of Object.keys(others)) {
          const meant = meantBy(name, FIELDS);
          if (meant !== undefined)
            context.addIssue({
              code: 'custom',
              path: [name],
              message: `is not known: was ${meant} meant?`,
            });
        }
        const missing = (field: string, message: string) =>
          context.addIssue({ code: 'custom', path: [field], message });
        if (kind === 'change' && effectiveAt === undefined)
          missing('effectiveAt', 'must be there: the time to which the end moves');
        if (email !== undefined) return;
        if (kind !== 'cancel') missing('email', 'must be there: the work e-mail of the employee');
        else if (employeeId === undefined) missing('email', 'must be there, unless employeeId is');
      }),
  });

/** Made once: a schema costs more to make than to use. */
const EVENTS = new Map(
  [...KINDS].map(([type, kind]) => [type, { kind, schema: eventSchemaOf(kind) }]),
);
const webhookIdSchema = eventIdSchema();

const fault = (field: string, problem: string) => new UnprocessableWebhook([{ field, problem }]);

/** Others are nothing to us; one that only just misses a name would leave access where it is, and nobody would know. */
function unknownType(type: string): [] {
  if (ALMOST.test(type)) throw fault('type', `must be one of ${[...KINDS.keys()].join(', ')}`);
  return [];
}

/** What the signature is over besides the body; undefined where a header is missing or mangled. */
function stampOf({ headers }: IncomingWebhook) {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  if (!id || !timestamp || !/^\d{1,11}$/.test(timestamp)) return undefined;
  return { id, sentAt: new Date(Number(timestamp) * 1000) };
}

function webhookWith(secret: string): Webhook | undefined {
  try {
    return new Webhook(secret);
  } catch {
    return undefined;
  }
}

/**
 * The engine's own events, for any HR system that can send a webhook: Standard Webhooks 1.0.0, with several signatures
 * allowed. Its `webhook-id` is the event's id, so whoever sends one again must keep it.
 */
export const standard: HrSource = {
  name: NAME,
  title: 'Standard Webhooks',
  secretVariable: 'STANDARD_WEBHOOK_SECRET',

  secretProblem(secret) {
    const key = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
    if (key === undefined || !webhookWith(secret))
      return 'must begin with whsec_ and go on in base64';
    const bytes = Buffer.from(key, 'base64').length;
    return bytes >= 24 && bytes <= 64 ? undefined : 'must hold 24 to 64 bytes in base64';
  },

  // Not by the library's `verify`: it looks at the clock first, and so cannot tell a stale webhook from a forged one.
  isSigned(webhook, secret) {
    const stamp = stampOf(webhook);
    const signer = webhookWith(secret);
    if (!stamp || !signer) return false;
    const expected = signer.sign(stamp.id, stamp.sentAt, webhook.rawBody);
    const given = headerOf(webhook.headers, 'webhook-signature')?.split(' ') ?? [];
    if (!given.some((signature) => isSameText(signature, expected))) return false;
    requireFresh(stamp.sentAt.toISOString(), webhook.receivedAt);
    return true;
  },

  events(webhook, body) {
    const { type } = parseBody(envelopeSchema, body);
    const event = EVENTS.get(type);
    if (event === undefined) return unknownType(type);
    const { timestamp, data } = parseBody(event.schema, body);
    const id = parseBody(webhookIdSchema, webhook.headers['webhook-id'], ['webhook-id']);
    const sentAt = readTime(headerOf(webhook.headers, 'webhook-timestamp') ?? '');
    if (timestamp !== undefined && Date.parse(timestamp) > webhook.receivedAt.getTime() + AHEAD_MS)
      throw fault('timestamp', 'must not lie in the future: it decides which event is the newest');
    const said = {
      id,
      employee: { id: data.employeeId, email: data.email },
      kind: event.kind,
      effective: effectiveFrom(data.effectiveAt, data.timeZone),
      reason: data.reason,
      occurredAt: timestamp ?? sentAt ?? webhook.receivedAt.toISOString(),
    };
    return [hrEventFrom(NAME, webhook, said)];
  },
};
