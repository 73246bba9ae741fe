import { isObject, textOf } from '../answer';
import { createHttpClient, type CallObserver } from '../http';
import type { HrApi } from '../hr/api';
import { readRecord, type Words } from '../hr/answers';
import { basicAuth } from '../hr/basic-auth';
import { invalidEmployee } from '../hr/invalid-employee';
import { path } from '../path';
import { bambooEmployeeSchema } from './schemas';

export interface BambooSettings {
  apiKey: string;
  /** `https://<company>.bamboohr.com/api/v1`. */
  apiUrl: string;
  /** For each HTTP call, default 10,000. */
  timeoutMs?: number;
  observe?: CallObserver | undefined;
}

/** BambooHR leaves out what the key's owner may not see; what is there but empty is null or `0000-00-00`. */
const NEEDED = ['status', 'terminationDate', 'workEmail'];
const FIELDS = [...NEEDED, 'hireDate'].join(',');

/** 0 is the owner of the key, `directory` the whole company. */
const EMPLOYEE_ID = /^[1-9]\d{0,18}$/;

/** BambooHR over an API key, as the user who made the key. Makes no call by itself. */
export function createBambooClient({ apiKey, apiUrl, timeoutMs, observe }: BambooSettings): HrApi {
  const credentials = basicAuth(apiKey, 'x');
  const http = createHttpClient({
    provider: 'bamboohr',
    baseUrl: apiUrl,
    timeoutMs,
    observe,
    requestIdHeader: 'x-request-id',
    messageHeader: 'x-bamboohr-error-message',
    secrets: [apiKey, credentials],
  });
  return {
    async readEmployee(id, context = {}) {
      if (!EMPLOYEE_ID.test(id)) throw invalidEmployee('bamboohr', 'a number above 0');
      return http.send(
        {
          call: 'readEmployee',
          method: 'GET',
          path: path`/employees/${id}`,
          // Otherwise an end that lies ahead reads as none.
          query: { fields: FIELDS, onlyCurrent: 'false' },
          headers: { Authorization: `Basic ${credentials}` },
          read: readRecord({
            id,
            idField: 'id',
            wordsOf,
            needed: NEEDED,
            schema: bambooEmployeeSchema,
          }),
        },
        context,
      );
    },
  };
}

/** Where the header with the words is missing: `{error: {message}}` or `{message}` of the newer endpoints. */
const wordsOf = ({ error, message }: Record<string, unknown>): Words => ({
  message: textOf(isObject(error) ? error.message : error) ?? textOf(message),
});
