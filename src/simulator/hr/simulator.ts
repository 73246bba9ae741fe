import { randomUUID } from 'node:crypto';
import { ControlError, parseControl } from '../shared/control-input';
import { renderRow, type Fill } from '../shared/fault-catalogue';
import type { Incoming } from '../shared/incoming';
import { jsonReply } from '../shared/reply';
import { Simulator } from '../shared/simulator';
import { bamboohrRoute } from './bamboohr-route';
import { HR_CALLS, type HrCall } from './calls';
import { HR_CATALOGUE, type HrFaultName } from './catalogue';
import { SIMULATED_HR_CREDENTIALS, type HrCredentials } from './credentials';
import { Employees, employeeSchema, type Employee, type EmployeeInput } from './employees';
import { HR_EXAMPLES } from './examples';
import { gustoRoute } from './gusto-route';
import { hibobRoute } from './hibob-route';
import type { HrRoute, HrWorld, Outcome } from './routes';
import { HR_DEMO_EMPLOYEES } from './seed';
import { HR_DEFAULTS, hrSettingsSchema, type HrSettings } from './settings';

export interface HrOptions {
  readonly seed: 'demo' | 'empty';
  readonly settings?: Partial<HrSettings> | undefined;
}

/** BambooHR, HiBob and Gusto behind real HTTP, as far as reading an employee goes; users are employees here. */
export class HrSimulator extends Simulator<
  HrCall,
  HrFaultName,
  EmployeeInput,
  Employee,
  HrSettings
> {
  readonly credentials: HrCredentials = SIMULATED_HR_CREDENTIALS;

  constructor({ seed, settings: changes }: HrOptions) {
    const employees = new Employees();
    const settings: HrSettings = { ...structuredClone(HR_DEFAULTS), ...changes };
    super({
      label: 'HR',
      settings,
      settingsSchema: hrSettingsSchema,
      callNames: HR_CALLS,
      catalogue: HR_CATALOGUE,
      provider: hrProvider({ employees, settings, credentials: SIMULATED_HR_CREDENTIALS }),
      examples: HR_EXAMPLES,
      extra: {},
      // The log and the faults know employees by id, for not everybody has an e-mail.
      emailOf: (key) => employees.find(key)?.id ?? key,
      change: (input) => employees.change(parseControl(employeeSchema, input)),
      find: (key) => employees.find(key),
      signIn: () => {
        const problem = 'employees do not sign in to the HR simulator';
        throw new ControlError([{ field: 'user', problem }], 409);
      },
      restart: () => {
        employees.clear();
        if (seed === 'empty') return;
        for (const employee of HR_DEMO_EMPLOYEES) {
          employees.change(parseControl(employeeSchema, employee));
        }
      },
      state: () => ({ users: employees.all() }),
    });
  }

  /** The environment that points a worker at the three APIs. */
  override environment(): Record<string, string> {
    const { bamboohr, hibob, gusto } = this.credentials;
    return {
      BAMBOOHR_COMPANY: bamboohr.company,
      BAMBOOHR_API_KEY: bamboohr.apiKey,
      BAMBOOHR_API_URL: `${this.url}/bamboohr/api/v1`,
      HIBOB_SERVICE_USER_ID: hibob.serviceUserId,
      HIBOB_SERVICE_USER_TOKEN: hibob.token,
      HIBOB_API_URL: `${this.url}/hibob/v1`,
      GUSTO_ACCESS_TOKEN: gusto.token,
      GUSTO_API_URL: `${this.url}/gusto`,
    };
  }
}

function hrProvider(world: HrWorld) {
  const fill = (_route: HrRoute, { params }: Incoming): Fill => ({ id: params['id'] ?? '' });
  return {
    calls: [bamboohrRoute, hibobRoute, gustoRoute],
    requestIdHeader: 'x-request-id',
    usersOf: (_route: HrRoute, { params }: Incoming) => [params['id'] ?? ''],
    throttle: () => undefined,
    answer(route: HrRoute, incoming: Incoming) {
      const outcome = outcomeOf(route, world, incoming);
      return typeof outcome === 'string'
        ? renderRow(HR_CATALOGUE[outcome], fill(route, incoming), Date.now())
        : outcome;
    },
    stamp: () => ({ 'x-request-id': randomUUID() }),
    fill,
    unknownRoute: () => jsonReply(404, { message: 'No such route.' }),
  };
}

function outcomeOf(route: HrRoute, world: HrWorld, incoming: Incoming): Outcome {
  const refused = route.admit(world, incoming);
  if (refused !== undefined) return refused;
  const employee = world.employees.at(route.source, incoming.params['id'] ?? '');
  if (employee === undefined) return route.unknown;
  return employee.invisible ? route.invisible : route.show(employee, incoming, world.settings);
}
