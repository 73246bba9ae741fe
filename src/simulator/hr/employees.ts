import { z } from 'zod';
import { ControlError, email, flag, oneOf, text } from '../shared/control-input';
import { withChanges } from '../shared/directory';
import { HR_SOURCES, type HrSource } from './calls';

const DATE = { error: 'a date such as 2026-11-27, or null' };
const date = z.iso.date(DATE).nullable();

/** What can be said about an employee; all but the HR system and the id may be left out. */
export const employeeSchema = z.strictObject({
  source: oneOf(HR_SOURCES),
  /** BambooHR and HiBob: a number; Gusto: a UUID. */
  id: text,
  /** The work e-mail. */
  email: email.nullable().optional(),
  first_name: text.optional(),
  last_name: text.optional(),
  /** Works there now, so far as the HR system knows. */
  active: flag.optional(),
  /** In place of HiBob's `employed` or `terminated`: `garden leave`, `hired`, or a company's own. */
  lifecycleStatus: text.nullable().optional(),
  terminationDate: date.optional(),
  /** The end of an employment before this one: of somebody rehired. */
  formerTerminationDate: date.optional(),
  hireDate: date.optional(),
  /** The credentials may not see the employee. */
  invisible: flag.optional(),
});

export type EmployeeInput = z.input<typeof employeeSchema>;
type EmployeeChange = z.output<typeof employeeSchema>;

/** An employee as the simulator keeps them, and as tests and `GET /_control/state` see them. */
export interface Employee {
  readonly source: HrSource;
  readonly id: string;
  readonly email: string | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly active: boolean;
  readonly lifecycleStatus: string | null;
  readonly terminationDate: string | null;
  readonly formerTerminationDate: string | null;
  readonly hireDate: string | null;
  readonly invisible: boolean;
}

const newEmployee = (source: HrSource, id: string): Employee => ({
  source,
  id,
  email: null,
  first_name: 'Sim',
  last_name: 'Employee',
  active: true,
  lifecycleStatus: null,
  terminationDate: null,
  formerTerminationDate: null,
  hireDate: '2020-03-02',
  invisible: false,
});

const FORMS: Record<HrSource, RegExp> = {
  bamboohr: /^[1-9]\d*$/,
  hibob: /^\d+$/,
  gusto: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
};

/** The employees of all three; two of them may have somebody of the same id. */
export class Employees {
  private readonly byKey = new Map<string, Employee>();

  /** Adds an employee or changes the one with this id. Throws `ControlError`. */
  change(change: EmployeeChange): Employee {
    const { source, id } = change;
    if (!FORMS[source].test(id)) {
      const problem = source === 'gusto' ? 'a UUID in lower case' : 'a number, as text';
      throw new ControlError([{ field: 'id', problem }]);
    }
    const employee = withChanges(this.at(source, id) ?? newEmployee(source, id), change);
    this.byKey.set(`${source}/${id}`, employee);
    return employee;
  }

  at(source: HrSource, id: string): Employee | undefined {
    return this.byKey.get(`${source}/${id}`);
  }

  /** The first with this id or work e-mail. */
  find(key: string): Employee | undefined {
    return this.all().find(({ id, email: mail }) => id === key || mail === key.toLowerCase());
  }

  all(): Employee[] {
    return [...this.byKey.values()];
  }

  clear(): void {
    this.byKey.clear();
  }
}
