import { codeOf, textOf } from '../answer';
import { createHttpClient, type CallObserver } from '../http';
import type { HrApi } from '../hr/api';
import { readRecord, type Words } from '../hr/answers';
import { basicAuth } from '../hr/basic-auth';
import { invalidEmployee } from '../hr/invalid-employee';
import { path } from '../path';
import { fieldsIn } from './fields';
import { bobEmployeeSchema } from './schemas';

export interface BobSettings {
  serviceUserId: string;
  token: string;
  /** Default `https://api.hibob.com/v1`. */
  apiUrl?: string;
  /** For each HTTP call, default 10,000. */
  timeoutMs?: number;
  observe?: CallObserver | undefined;
}

/** Bob leaves out what the service user may not see; what is there but empty is null. */
const NEEDED = ['internal.lifecycleStatus', 'internal.terminationDate'];
const FIELDS = ['root.id', 'root.email', 'work.startDate', ...NEEDED];

/** Bob also takes an e-mail, but the id of its events is a number; `search` would be the whole company. */
const EMPLOYEE_ID = /^\d{1,25}$/;

/** HiBob (Bob) over a service user. Makes no call by itself. */
export function createBobClient({
  serviceUserId,
  token,
  apiUrl = 'https://api.hibob.com/v1',
  timeoutMs,
  observe,
}: BobSettings): HrApi {
  const credentials = basicAuth(serviceUserId, token);
  const http = createHttpClient({
    provider: 'hibob',
    baseUrl: apiUrl,
    timeoutMs,
    observe,
    requestIdHeader: 'x-request-id',
    secrets: [token, credentials],
  });
  return {
    async readEmployee(id, context = {}) {
      if (!EMPLOYEE_ID.test(id)) throw invalidEmployee('hibob', 'a number, as in its events');
      return http.send(
        {
          call: 'readEmployee',
          // Bob's read has a body. Without `humanReadable`: those dates are written as the company likes them.
          method: 'POST',
          path: path`/people/${id}`,
          json: { fields: FIELDS },
          headers: { Authorization: `Basic ${credentials}` },
          read: readRecord({
            id,
            idField: 'root.id',
            wordsOf,
            needed: NEEDED,
            fieldsOf: (body) => fieldsIn(body, FIELDS),
            schema: bobEmployeeSchema,
          }),
        },
        context,
      );
    },
  };
}

/** `{key, error, args}` of most of Bob's modules, `{error, message, statusCode}` of some. */
const wordsOf = ({ key, error, message }: Record<string, unknown>): Words => ({
  code: codeOf(key),
  message: textOf(message) ?? textOf(error),
});
