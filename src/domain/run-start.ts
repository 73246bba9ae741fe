import { EMAIL_MEMO, TASK_QUEUE } from './contract';
import { PRIORITY_KEYS, type OffboardingRequest } from './request';

export const workflowIdOf = (who: string): string => `offboarding-${who}`;

/** Who a workflow id is about: HR's id where it is known, else the e-mail. */
export const whoIn = ({
  employeeId,
  email,
}: Pick<OffboardingRequest, 'employeeId' | 'email'>): string => employeeId ?? email;

/** Ends the workflow id of a dry run that a client started. */
export const DRY_RUN_SUFFIX = '-dry-run';

/** The search attributes that a run has from its start, by name; never the e-mail. */
interface StartAttributes {
  EmployeeId?: string;
  OffboardingSource?: string;
  OffboardingEffectiveAt?: Date;
}

/** How a run is started, by a client or as a child, in plain data. */
export interface RunStart {
  workflowId: string;
  taskQueue: string;
  args: [OffboardingRequest];
  /** After an end, a leaver can be offboarded anew: rehired people leave again. */
  workflowIdReusePolicy: 'ALLOW_DUPLICATE';
  priority: { priorityKey: number };
  staticSummary: string;
  /** Names the leaver in lists, which show no summaries. */
  memo: Record<string, string>;
}

/** @param name what the id calls the leaver, where that is not to be read in it */
export const runStartOf = (request: OffboardingRequest, name = whoIn(request)): RunStart => ({
  workflowId: workflowIdFor(request, name),
  taskQueue: TASK_QUEUE,
  args: [request],
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  priority: { priorityKey: PRIORITY_KEYS[request.urgency] },
  staticSummary: `Offboard ${request.email}${request.dryRun ? ' (dry run)' : ''}`,
  memo: { [EMAIL_MEMO]: request.email },
});

/** Search attributes are never encrypted: an employee id that is an e-mail does not go into one. */
export const isSearchable = (employeeId: string | undefined): employeeId is string =>
  employeeId !== undefined && !employeeId.includes('@');

export const startAttributesOf = ({
  employeeId,
  source,
  effectiveAt,
}: Pick<OffboardingRequest, 'employeeId' | 'source' | 'effectiveAt'>): StartAttributes => ({
  ...(isSearchable(employeeId) ? { EmployeeId: employeeId } : {}),
  ...(source === undefined ? {} : { OffboardingSource: source }),
  ...(effectiveAt === undefined ? {} : { OffboardingEffectiveAt: new Date(effectiveAt) }),
});

/**
 * The id by which every trigger for the same leaver meets the same run. A dry run has one of its own:
 * it must neither be taken for the real run nor stand in its way.
 */
function workflowIdFor({ dryRun }: OffboardingRequest, name: string): string {
  const id = workflowIdOf(name);
  return dryRun ? `${id}${DRY_RUN_SUFFIX}` : id;
}
