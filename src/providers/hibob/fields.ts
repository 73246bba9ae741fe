import { isObject } from '../answer';

type Json = Record<string, unknown>;

/**
 * The fields of a people read by their ids (`internal.terminationDate`), those that are not there left out. Bob
 * writes a field twice: nested, `{"internal": {"terminationDate": null}}`, and, where it has a value, by its path,
 * `{"/internal/terminationDate": {"value": "2026-11-27"}}`. Fields of `root` lie at the top.
 */
export const fieldsIn = (body: Json, ids: readonly string[]): Json =>
  Object.fromEntries(
    ids.flatMap((id) => {
      const written = [nested(body, id), byPath(body, id)].filter((value) => value !== undefined);
      return written.length === 0 ? [] : [[id, written.find((value) => value !== null) ?? null]];
    }),
  );

const nested = (body: Json, id: string): unknown =>
  id
    .replace(/^root\./, '')
    .split('.')
    .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body);

function byPath(body: Json, id: string): unknown {
  const cell = body[`/${id.replaceAll('.', '/')}`];
  return isObject(cell) ? cell.value : cell;
}
