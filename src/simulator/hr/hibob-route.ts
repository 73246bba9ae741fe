import { jsonObject } from '../shared/incoming';
import { jsonReply } from '../shared/reply';
import type { Employee } from './employees';
import { basic, visible, type HrRoute } from './routes';

/** By Bob's field ids. */
const fieldsOf = (employee: Employee): Record<string, unknown> => ({
  'root.id': employee.id,
  'root.email': employee.email,
  'root.displayName': `${employee.first_name} ${employee.last_name}`,
  'work.startDate': employee.hireDate,
  'internal.lifecycleStatus':
    employee.lifecycleStatus ?? (employee.active ? 'employed' : 'terminated'),
  'internal.terminationDate': employee.terminationDate,
});

/** As Bob writes them: nested, and those with a value by their path too. */
function written(fields: Record<string, unknown>): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  for (const [id, value] of Object.entries(fields)) {
    const [category = '', name = ''] = id.split('.');
    if (category === 'root') answer[name] = value;
    else answer[category] = { ...(answer[category] as object | undefined), [name]: value };
    if (value !== null) answer[`/${category}/${name}`] = { value };
  }
  return answer;
}

/** POST /people/{id} `{fields}`: what is asked for and may be seen. */
export const hibobRoute: HrRoute = {
  name: 'hibob.readEmployee',
  source: 'hibob',
  method: 'POST',
  path: '/hibob/v1/people/:id',
  invisible: 'hibob.employee.404',
  unknown: 'hibob.employee.404',
  admit({ credentials }, { headers }) {
    const { serviceUserId, token } = credentials.hibob;
    return headers.authorization === basic(serviceUserId, token) ? undefined : 'hibob.employee.401';
  },
  show(employee, incoming, settings) {
    const asked = jsonObject(incoming)?.['fields'] ?? ['root.id', 'root.displayName'];
    if (!Array.isArray(asked)) return 'hibob.employee.400';
    const fields = visible(fieldsOf(employee), settings);
    const chosen = Object.entries(fields).filter(([id]) => id === 'root.id' || asked.includes(id));
    return jsonReply(200, written(Object.fromEntries(chosen)));
  },
};
