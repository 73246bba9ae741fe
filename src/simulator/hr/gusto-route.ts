import { stableUuid } from '../shared/directory';
import { jsonReply } from '../shared/reply';
import type { Employee } from './employees';
import { visible, type HrRoute } from './routes';

const termination = ({ id }: Employee, effective_date: string, active: boolean) => ({
  uuid: stableUuid(`termination ${id} ${effective_date}`),
  employee_uuid: id,
  effective_date,
  active,
  cancelable: !active,
  run_termination_payroll: false,
});

function fieldsOf(employee: Employee): Record<string, unknown> {
  const { id, active, terminationDate, formerTerminationDate, hireDate } = employee;
  return {
    uuid: id,
    first_name: employee.first_name,
    last_name: employee.last_name,
    // The personal one: no use to anybody here.
    email: `${employee.first_name}.${employee.last_name}@personal.example.net`.toLowerCase(),
    work_email: employee.email,
    terminated: !active,
    onboarded: true,
    current_employment_status: active ? 'full_time' : null,
    terminations: [
      ...(formerTerminationDate === null
        ? []
        : [termination(employee, formerTerminationDate, true)]),
      ...(terminationDate === null ? [] : [termination(employee, terminationDate, !active)]),
    ],
    jobs: [{ uuid: stableUuid(`job ${id}`), primary: true, hire_date: hireDate }],
  };
}

/** GET /v1/employees/{uuid}. */
export const gustoRoute: HrRoute = {
  name: 'gusto.readEmployee',
  source: 'gusto',
  method: 'GET',
  path: '/gusto/v1/employees/:id',
  invisible: 'gusto.employee.404',
  unknown: 'gusto.employee.404',
  admit({ credentials, settings }, { headers }) {
    if (headers.authorization !== `Bearer ${credentials.gusto.token}`) return 'gusto.employee.401';
    const version = String(headers['x-gusto-api-version'] ?? settings.gustoMinimumVersion);
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(version);
    return isDate && version >= settings.gustoMinimumVersion ? undefined : 'gusto.employee.406';
  },
  show: (employee, _incoming, settings) => jsonReply(200, visible(fieldsOf(employee), settings)),
};
