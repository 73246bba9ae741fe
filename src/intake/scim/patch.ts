import type { FieldFault } from '../errors';
import { attributeKey, isObject, readAttributes, type Attribute } from './attributes';
import { invalidValue, ScimError } from './errors';
import type { UserChanges } from './user';

/**
 * What the operations of a PATCH come to, the later over the earlier. Both ways of saying it are read: a path with its
 * value (Entra), and no path with an object of attributes (Okta); RFC 7644, 3.5.2.
 * @throws ScimError 400 naming what can never be right
 */
export function readPatch(body: Record<string, unknown>): UserChanges {
  const operations = field(body, 'operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw invalidValue([
      { field: 'Operations', problem: 'must be a list of one operation or more' },
    ]);
  const changes: UserChanges = {};
  for (const [index, operation] of operations.entries())
    Object.assign(changes, readOperation(operation, `Operations[${index}]`));
  return changes;
}

function readOperation(operation: unknown, at: string): UserChanges {
  if (!isObject(operation)) throw fault(at, 'must be an object');
  const op = field(operation, 'op');
  const path = field(operation, 'path') ?? '';
  const value = field(operation, 'value');
  if (typeof path !== 'string')
    throw new ScimError(400, `${at}.path: must be a text`, 'invalidPath');
  switch (typeof op === 'string' ? op.trim().toLowerCase() : undefined) {
    case 'add':
    case 'replace':
      return readAttributes(attributesIn(path.trim(), value, at), `${at}.`);
    case 'remove':
      return refuseRemoval(path.trim(), at);
    default:
      throw fault(`${at}.op`, 'must be add, replace or remove');
  }
}

function attributesIn(path: string, value: unknown, at: string): Iterable<Attribute> {
  if (value === undefined) throw fault(`${at}.value`, 'must be there');
  if (path !== '') return [[path, value]];
  if (!isObject(value)) throw fault(`${at}.value`, 'must be an object where there is no path');
  return Object.entries(value);
}

/** Removed, `active` would say neither that the user stays nor that the user leaves. */
function refuseRemoval(path: string, at: string): UserChanges {
  if (path === '') throw new ScimError(400, `${at}.path: must say what to remove`, 'noTarget');
  const key = attributeKey(path);
  if (key === 'active') throw fault(`${at}.path`, 'active is not removed; replace it by false');
  if (key === 'username') throw fault(`${at}.path`, 'userName is not removed; replace it');
  return {};
}

/** A field of the message, its name in any case. */
function field(object: Record<string, unknown>, name: string): unknown {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}

const fault = (field: string, problem: FieldFault['problem']) => invalidValue([{ field, problem }]);
