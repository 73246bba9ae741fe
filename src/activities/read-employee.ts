import { Context } from '@temporalio/activity';
import type { CallFailure } from '../domain/call-failure';
import { verdictOn } from '../domain/error-policy';
import type { EmployeeRecord } from '../domain/hr/employee-record';
import type { Policy } from '../domain/policy';
import {
  HR_PROVIDERS,
  PROVIDER_NAMES,
  type HrProvider,
  type ProviderExchange,
} from '../domain/provider';
import type { HrApis } from '../providers/hr/api';
import { activityFailure, describeFailure } from './call-failure';
import type { ActivityDependencies } from './dependencies';
import { workAtProvider } from './provider-work';

export interface ReadEmployeeInput {
  /** The `source` of the event: `bamboohr`, `hibob` or `gusto`. */
  source: string;
  /** The HR system's id, as it came in the event. */
  employeeId: string;
  /** Steers the tries. */
  policy: Pick<Policy, 'retry'>;
}

/** What the HR system said, and the evidence of it. */
export interface EmployeeReading {
  employee: EmployeeRecord;
  /** ISO 8601, UTC: whatever HR recorded before this moment is in `employee`. */
  readAt: string;
  /** Which try brought it: 1 for the first. */
  attempt: number;
  exchanges: ProviderExchange[];
}

/** What a source needs before it can be asked. */
const VARIABLES: Record<HrProvider, string> = {
  bamboohr: 'BAMBOOHR_COMPANY and BAMBOOHR_API_KEY',
  hibob: 'HIBOB_SERVICE_USER_ID and HIBOB_SERVICE_USER_TOKEN',
  gusto: 'GUSTO_ACCESS_TOKEN',
};

/**
 * Reads an employee back from the HR system that sent a thin event. Fails with a `CallFailure` as its details, by
 * the error policy: with the delay before the next try, or non-retryable where a person must look.
 */
export const readEmployee =
  ({ hr }: ActivityDependencies) =>
  async ({ source, employeeId, policy }: ReadEmployeeInput): Promise<EmployeeReading> => {
    const api = apiOf(source, hr);
    if (api === undefined) throw notConfigured(source);
    return workAtProvider(
      async ({ call }) => {
        // When the question left, not when the answer came: a change in between may not be in it.
        const readAt = new Date().toISOString();
        return { employee: await api.readEmployee(employeeId, call), readAt };
      },
      (failure, around) => {
        const { details, delay } = describeFailure(failure, verdictOn(failure), around, policy);
        throw activityFailure(details, delay);
      },
    );
  };

const isHrProvider = (source: string): source is HrProvider =>
  (HR_PROVIDERS as readonly string[]).includes(source);

const apiOf = (source: string, apis: HrApis) => (isHrProvider(source) ? apis[source] : undefined);

function notConfigured(source: string) {
  const details: CallFailure = {
    code: `${source}.notConfigured`,
    message: isHrProvider(source)
      ? `The worker cannot ask ${PROVIDER_NAMES[source]} about the employee: set ${VARIABLES[source]} where the worker runs, and restart it. The employee is then read again by itself.`
      : `The engine knows no HR API to ask about an employee of the source "${source}": its events must say all by themselves.`,
    reaction: 'escalate',
    attempt: Context.current().info.attempt,
    at: new Date().toISOString(),
    exchanges: [],
  };
  return activityFailure(details, undefined);
}
