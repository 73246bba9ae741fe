import { jsonReply } from '../shared/reply';
import type { Employee } from './employees';
import { basic, visible, type HrRoute } from './routes';

/** BambooHR's way to say that there is no date. */
const NO_DATE = '0000-00-00';

/** Without `onlyCurrent=false`, an end that lies ahead is not there yet: it is a row of a dated table. */
function fieldsOf(employee: Employee, withFuture: boolean): Record<string, unknown> {
  const { email, active, hireDate, terminationDate } = employee;
  const isAhead = (terminationDate ?? '') > new Date().toISOString().slice(0, 10);
  return {
    firstName: employee.first_name,
    lastName: employee.last_name,
    status: active ? 'Active' : 'Inactive',
    workEmail: email,
    hireDate: hireDate ?? NO_DATE,
    terminationDate: isAhead && !withFuture ? NO_DATE : (terminationDate ?? NO_DATE),
    employmentHistoryStatus: active ? 'Full-Time' : 'Terminated',
  };
}

/** GET /employees/{id}?fields=…: what is asked for and may be seen, and the id. */
export const bamboohrRoute: HrRoute = {
  name: 'bamboohr.readEmployee',
  source: 'bamboohr',
  method: 'GET',
  path: '/bamboohr/api/v1/employees/:id',
  invisible: 'bamboohr.employee.403',
  unknown: 'bamboohr.employee.404',
  admit: ({ credentials }, { headers }) =>
    headers.authorization === basic(credentials.bamboohr.apiKey, 'x')
      ? undefined
      : 'bamboohr.employee.401',
  show(employee, { query, headers }, settings) {
    const fields = fieldsOf(employee, query.get('onlyCurrent') === 'false');
    const asked = (query.get('fields') ?? 'firstName,lastName').split(',');
    if (asked.some((name) => !(name in fields))) return 'bamboohr.employee.406';
    if (!headers.accept?.includes('json')) {
      const text = `<?xml version="1.0"?>\n<employee id="${employee.id}"/>\n`;
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: text };
    }
    const chosen = Object.fromEntries(asked.map((name) => [name, fields[name]]));
    return jsonReply(200, { id: employee.id, ...visible(chosen, settings) });
  },
};
