import { z } from 'zod';
import type { FieldFault } from '../errors';
import { invalidValue } from './errors';
import { asEmail, externalIdSchema, userNameSchema, type UserChanges } from './user';

export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** A name of an attribute and its value, as they stand in a body. */
export type Attribute = readonly [name: string, value: unknown];

const PREFIX = CORE_USER.toLowerCase();
const EMAIL_PATH = /^emails(?:\[type eq "work"\]|\[primary eq "?true"?\])?\.value$/;
/** Lower-cased and without the schema: RFC 7643 lets names be of any case, and Entra sends them with their URN. */
export function attributeKey(name: string): string {
  const key = name.trim().toLowerCase();
  return key.startsWith(`${PREFIX}:`) ? key.slice(PREFIX.length + 1) : key;
}

/**
 * What the attributes say of a user; those that do not matter here are passed over, and of one that comes twice the
 * last counts. Null says nothing, except of `active`. E-mails that cannot be read are passed over: they are looked at
 * only where the user name is no e-mail, and must not stand in the way of `active: false`.
 * @param within where the attributes stand, for the error: `Operations[0].`
 * @throws ScimError 400 naming each attribute that can never be right
 */
export function readAttributes(attributes: Iterable<Attribute>, within = ''): UserChanges {
  const faults: FieldFault[] = [];
  const changes = read(attributes, within, faults);
  if (faults.length > 0) throw invalidValue(faults);
  return changes;
}

function read(attributes: Iterable<Attribute>, within: string, faults: FieldFault[]): UserChanges {
  const changes: UserChanges = {};
  for (const [name, value] of attributes) {
    const key = attributeKey(name);
    const take = <K extends keyof UserChanges>(field: K, schema: z.ZodType<UserChanges[K]>) => {
      const { data, error } = schema.safeParse(value);
      if (data !== undefined) changes[field] = data;
      else if (error)
        faults.push({ field: within + field, problem: error.issues[0]?.message ?? 'is wrong' });
    };
    if (key === 'active') take('active', activeSchema);
    else if (value === null) continue;
    else if (key === 'username') take('userName', userNameSchema);
    else if (key === 'externalid') take('externalId', externalIdSchema);
    else if (key === 'emails' || EMAIL_PATH.test(key)) {
      const email = key === 'emails' ? workEmail(value) : asEmail(value);
      if (email !== undefined) changes.email = email;
    } else if (key === PREFIX && isObject(value))
      Object.assign(changes, read(Object.entries(value), within, faults));
  }
  return changes;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Entra sends "True" and "False", as texts. */
const activeSchema = z.preprocess((value) => {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  return text === 'true' ? true : text === 'false' ? false : value;
}, z.boolean('must be true or false'));

/** The primary one, else that of type work, else one without a type. A private one is never whom we offboard. */
function workEmail(emails: unknown): string | undefined {
  const list: unknown[] = Array.isArray(emails) ? emails : [emails];
  const usable = list.filter(isObject).flatMap((email) => {
    const part = new Map(Object.entries(email).map(([name, value]) => [name.toLowerCase(), value]));
    const address = asEmail(part.get('value'));
    const type = asText(part.get('type'));
    const isPrimary = activeSchema.safeParse(part.get('primary')).data === true;
    return address === undefined || type === 'home' ? [] : [{ address, type, isPrimary }];
  });
  const best =
    usable.find(({ isPrimary }) => isPrimary) ??
    usable.find(({ type }) => type === 'work') ??
    usable.find(({ type }) => type === '');
  return best?.address;
}

const asText = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : '');
