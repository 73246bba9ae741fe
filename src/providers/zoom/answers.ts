import type { z } from 'zod';
import {
  codeOf,
  isObject,
  isSuccess,
  mismatch,
  parseBody,
  textOf,
  undocumentedStatus,
  unexpected,
  unreadable,
  type Body,
  type Fault,
  type HttpAnswer,
  type Reader,
} from '../answer';

/** A call whose success has nothing to say. Zoom's documents and servers differ: 200 or 204, no body, `""` or `{}`. */
export const readNothing: Reader<void> = readDone([200, 204], (body) =>
  Object.keys(body).every((key) => key === 'code' && body[key] === 0),
);

/** Adding members to a role: 201 and, so far, whom it added and when. */
export const readAssigned: Reader<void> = readDone([200, 201, 204], () => true);

function readDone(
  statuses: number[],
  isFine: (body: Record<string, unknown>) => boolean,
): Reader<void> {
  return (answer) => {
    const body = parseBody(answer.text);
    const fault = refusalIn(answer, body);
    if (fault) return { fault };
    if (!statuses.includes(answer.status)) return { fault: undocumentedStatus(answer) };
    if ('notJson' in body) {
      const nothing = body.notJson === 'empty';
      return nothing ? { value: undefined } : { fault: unreadable(answer, body.notJson) };
    }
    const { json } = body;
    if (json === '' || json === null || (isObject(json) && isFine(json))) {
      return { value: undefined };
    }
    return { fault: unexpected(answer, 'expected no content') };
  };
}

/** A call whose success is JSON of this shape. Fields that the schema does not name are left out. */
export function readJson<T>(schema: z.ZodType<T>): Reader<T> {
  return (answer) => {
    const body = parseBody(answer.text);
    const fault = refusalIn(answer, body);
    if (fault) return { fault };
    if (answer.status !== 200) return { fault: undocumentedStatus(answer) };
    if ('notJson' in body) return { fault: unreadable(answer, body.notJson) };
    const parsed = schema.safeParse(body.json);
    return parsed.success ? { value: parsed.data } : { fault: mismatch(answer, parsed.error) };
  };
}

function refusalIn(answer: HttpAnswer, body: Body): Fault | undefined {
  const { status, text } = answer;
  const json = 'json' in body && isObject(body.json) ? body.json : undefined;
  if (isSuccess(status)) return json && isErrorObject(json) ? refusal(status, json) : undefined;
  if (json) return refusal(status, json);
  const looks = 'notJson' in body ? body.notJson : 'JSON of another kind';
  return looks === 'a page of HTML'
    ? unreadable(answer, looks)
    : (refusalInRuins(text) ?? unreadable(answer, looks));
}

/** Zoom answers some errors with 200: `{code, message}` of the API, `{reason, error}` of the OAuth server. */
function isErrorObject({ code, error }: Record<string, unknown>): boolean {
  const number = typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : code;
  return (typeof number === 'number' && number !== 0) || textOf(error) !== undefined;
}

function refusal(status: number, json: Record<string, unknown>): Fault {
  const code = codeOf(json.code) ?? codeOf(json.error);
  const said = textOf(json.message) ?? textOf(json.reason) ?? textOf(json.errorMessage);
  const fields = (Array.isArray(json.errors) ? json.errors : [])
    .filter(isObject)
    .map(
      ({ field, message }) => `${textOf(message) ?? 'Invalid.'} (${textOf(field) ?? 'a field'})`,
    );
  return {
    kind: 'refused',
    ...(code !== undefined && { code }),
    message: [said ?? `HTTP ${status} without an explanation.`, ...fields].join(' '),
  };
}

/** Code 104 comes as JSON that does not parse; its code still tells what to do, its text which scope is missing. */
function refusalInRuins(text: string): Fault | undefined {
  const code = /\\?"code\\?"\s*:\s*\\?"?(\d{1,9})[\s",}\\]/.exec(text)?.[1];
  if (code === undefined) return undefined;
  const said = /"message\\?"\s*:\s*\\?"(.*)$/s
    .exec(text)?.[1]
    ?.replace(/\\?",\s*\\?"(?:code|errors).*$/s, '')
    .replace(/[\s"\\}]+$/, '');
  return {
    kind: 'refused',
    code,
    message: textOf(said) ?? 'An error object cut off or malformed.',
  };
}
