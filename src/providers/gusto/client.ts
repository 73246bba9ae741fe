import { codeOf, isObject, textOf } from '../answer';
import { createHttpClient, type CallObserver } from '../http';
import type { HrApi } from '../hr/api';
import { readRecord, type Words } from '../hr/answers';
import { invalidEmployee } from '../hr/invalid-employee';
import { path } from '../path';
import { gustoEmployeeSchema } from './schemas';

export interface GustoSettings {
  token: string;
  /** Default `https://api.gusto.com`. */
  apiUrl?: string;
  /** `X-Gusto-API-Version`: not below the application's own, default `2025-06-15`. */
  apiVersion?: string;
  /** For each HTTP call, default 10,000. */
  timeoutMs?: number;
  observe?: CallObserver | undefined;
}

const NEEDED = ['terminated', 'terminations'];
const EMPLOYEE_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Gusto over an access token. Makes no call by itself. */
export function createGustoClient({
  token,
  apiUrl = 'https://api.gusto.com',
  apiVersion = '2025-06-15',
  timeoutMs,
  observe,
}: GustoSettings): HrApi {
  const http = createHttpClient({
    provider: 'gusto',
    baseUrl: apiUrl,
    timeoutMs,
    observe,
    requestIdHeader: 'x-request-id',
    secrets: [token],
  });
  return {
    async readEmployee(id, context = {}) {
      if (!EMPLOYEE_ID.test(id)) throw invalidEmployee('gusto', 'a UUID');
      return http.send(
        {
          call: 'readEmployee',
          method: 'GET',
          path: path`/v1/employees/${id}`,
          headers: { Authorization: `Bearer ${token}`, 'X-Gusto-API-Version': apiVersion },
          read: readRecord({
            id,
            idField: 'uuid',
            wordsOf,
            needed: NEEDED,
            schema: gustoEmployeeSchema,
          }),
        },
        context,
      );
    },
  };
}

/** `{errors: [{error_key, category, message}]}`; at the edge also `{name, message}`. */
function wordsOf({ errors, message }: Record<string, unknown>): Words {
  const list = (Array.isArray(errors) ? errors : []).filter(isObject);
  const words = list.flatMap((error) => textOf(error.message) ?? []);
  return {
    code: codeOf(list[0]?.category),
    message: words.length === 0 ? textOf(message) : words.join('; '),
  };
}
