import type { z } from 'zod';
import type { EmployeeRecord } from '../../domain/hr/employee-record';
import {
  isObject,
  isSuccess,
  mismatch,
  parseBody,
  undocumentedStatus,
  unexpected,
  unreadable,
  type Fault,
  type HttpAnswer,
  type Reader,
} from '../answer';

type Json = Record<string, unknown>;

/** A provider's own words in the body of a refusal. */
export interface Words {
  code?: string | undefined;
  message?: string | undefined;
}

interface RecordReading {
  /** Whom the answer must be about. */
  id: string;
  /** The field that says whom it is about. */
  idField: string;
  wordsOf: (body: Json) => Words;
  /** The values by field, without those that are not there. */
  fieldsOf?: (body: Json) => Json;
  /** Fields that the answer holds, empty or not, unless the engine's credentials may not see them. */
  needed: readonly string[];
  schema: z.ZodType<EmployeeRecord>;
}

/**
 * Reads one employee. HR systems leave out what the caller may not see and say nothing: an end that is hidden must
 * not be taken for none, so an answer without a needed field is refused with the engine's own code `fieldsHidden`.
 */
export const readRecord =
  ({ id, idField, wordsOf, fieldsOf, needed, schema }: RecordReading): Reader<EmployeeRecord> =>
  (answer) => {
    const opened = open(answer, wordsOf);
    if ('fault' in opened) return opened;
    const fields = fieldsOf ? fieldsOf(opened.body) : opened.body;
    // Two leavers must never be mixed up, whoever mixes them up.
    if (String(fields[idField]).toLowerCase() !== id.toLowerCase()) {
      return { fault: unexpected(answer, 'expected the employee asked for') };
    }
    const hidden = needed.filter((name) => fields[name] === undefined);
    if (hidden.length > 0) return { fault: fieldsHidden(answer, hidden) };
    const parsed = schema.safeParse(fields);
    return parsed.success
      ? { value: { ...parsed.data, id } }
      : { fault: mismatch(answer, parsed.error) };
  };

/** The JSON object of a 200; any other answer is a fault. */
function open(
  answer: HttpAnswer,
  wordsOf: RecordReading['wordsOf'],
): { body: Json } | { fault: Fault } {
  const body = parseBody(answer.text);
  const json = 'json' in body && isObject(body.json) ? body.json : undefined;
  const looks = 'notJson' in body ? body.notJson : 'JSON of another kind';
  if (!isSuccess(answer.status)) return { fault: refusal(answer, json && wordsOf(json), looks) };
  if (answer.status !== 200) return { fault: undocumentedStatus(answer) };
  return json ? { body: json } : { fault: unreadable(answer, looks) };
}

/** A 4xx says enough without any body; a page, or ruins of JSON, say that something else may have answered. */
function refusal(answer: HttpAnswer, words: Words | undefined, looks: string): Fault {
  const { status, said } = answer;
  const saysByStatus = status >= 400 && status < 500 && looks === 'empty';
  if (!said && !words && !saysByStatus) return unreadable(answer, looks);
  return {
    kind: 'refused',
    ...(words?.code !== undefined && { code: words.code }),
    message: said ?? words?.message ?? `HTTP ${status} without an explanation.`,
  };
}

const fieldsHidden = ({ status }: HttpAnswer, hidden: readonly string[]): Fault => ({
  kind: 'refused',
  code: 'fieldsHidden',
  message: `HTTP ${status} without ${hidden.join(', ')}.`,
});
