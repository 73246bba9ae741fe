import { z } from 'zod';
import { emailSchema } from '../../domain/email';
import type { HrEventKind } from '../../domain/hr/event';
import { instantSchema } from '../../domain/request';
import { eventsOfEach, parseBody, type Path } from '../body';
import {
  absentWhereEmpty,
  employeeIdSchema,
  eventIdSchema,
  eventTypeSchema,
  objectOf,
} from '../fields';
import { hrEventFrom } from '../hr-event';
import { headerOf, isSameText } from '../signature';
import type { HrSource } from '../source';

const NAME = 'okta';

const KINDS = new Map<string, HrEventKind>([
  ['user.lifecycle.deactivate', 'terminate'],
  ['user.lifecycle.suspend', 'terminate'],
  ['user.lifecycle.activate', 'rehire'],
  ['user.lifecycle.reactivate', 'rehire'],
  ['user.lifecycle.unsuspend', 'rehire'],
]);

/** Outcomes of an attempt that changed nothing. */
const NOTHING_DONE = new Set(['FAILURE', 'DENY', 'SKIPPED']);

const bodySchema = objectOf({
  data: objectOf({ events: z.array(z.unknown(), 'must be a list of events') }),
});
const envelopeSchema = objectOf({
  eventType: eventTypeSchema(),
  outcome: objectOf({ result: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
const eventSchema = objectOf({
  uuid: eventIdSchema(),
  published: instantSchema(),
  target: z.array(z.looseObject({}), 'must be a list of targets'),
});
const loginSchema = emailSchema();
const userIdSchema = absentWhereEmpty(employeeIdSchema()).catch(undefined);

/** By the login, which is the e-mail nearly always; where it is not, by Okta's id alone. */
function employeeOf(targets: readonly Record<string, unknown>[], within: Path) {
  const index = targets.findIndex(({ type }) => type === 'User');
  const { id, alternateId } = targets[index] ?? {};
  const email = loginSchema.safeParse(alternateId).data;
  const userId = userIdSchema.parse(id);
  if (email === undefined && userId !== undefined) return { id: userId };
  const user = [...within, 'target', Math.max(index, 0)];
  return { email: parseBody(loginSchema, alternateId, [...user, 'alternateId']) };
}

/**
 * Okta event hooks, as "Event hooks" and the System Log API of its documentation say. A deactivation has happened when
 * it is told, so it is effective at once. Okta never sends again what was answered with 4xx, so one bad event must not
 * lose the others of its body, nor be lost itself: a user whose login is no e-mail is told of by Okta's id, for the
 * workflow to keep and a person to complete; an event that is not readable at all is refused, the others handed on.
 */
export const okta: HrSource = {
  name: NAME,
  title: 'Okta event hooks',
  secretVariable: 'OKTA_WEBHOOK_SECRET',

  secretProblem: (secret) =>
    /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(secret)
      ? undefined
      : 'must be one line of ASCII without spaces around it: it comes in a header',

  isSigned({ headers }, secret) {
    const given = headerOf(headers, 'authorization');
    return given !== undefined && isSameText(given, secret);
  },

  events: (webhook, body) =>
    eventsOfEach(parseBody(bodySchema, body).data.events, ['data', 'events'], (part, path) => {
      const { eventType, outcome } = parseBody(envelopeSchema, part, path);
      const kind = KINDS.get(eventType);
      if (kind === undefined || NOTHING_DONE.has(outcome?.result ?? '')) return undefined;
      const { uuid, published, target } = parseBody(eventSchema, part, path);
      const employee = employeeOf(target, path);
      return hrEventFrom(NAME, webhook, { id: uuid, employee, kind, occurredAt: published });
    }),

  challenge(headers) {
    const verification = headerOf(headers, 'x-okta-verification-challenge');
    return verification === undefined ? undefined : { verification };
  },
};
