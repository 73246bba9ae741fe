import { EMAIL_MEMO, TASK_QUEUE } from './contract';
import { PRIORITY_KEYS, type OffboardingRequest } from './request';

export const workflowIdOf = (who: string): string => `offboarding-${who}`;

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

export const runStartOf = (request: OffboardingRequest): RunStart => ({
  workflowId: workflowIdFor(request),
  taskQueue: TASK_QUEUE,
  args: [request],
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  priority: { priorityKey: PRIORITY_KEYS[request.urgency] },
  staticSummary: `Offboard ${request.email}${request.dryRun ? ' (dry run)' : ''}`,
  memo: { [EMAIL_MEMO]: request.email },
});

export const startAttributesOf = ({
  employeeId,
  source,
  effectiveAt,
}: Pick<OffboardingRequest, 'employeeId' | 'source' | 'effectiveAt'>): StartAttributes => ({
  ...(employeeId === undefined ? {} : { EmployeeId: employeeId }),
  ...(source === undefined ? {} : { OffboardingSource: source }),
  ...(effectiveAt === undefined ? {} : { OffboardingEffectiveAt: new Date(effectiveAt) }),
});

/**
 * The id by which every trigger for the same leaver meets the same run. A dry run has one of its own:
 * it must neither be taken for the real run nor stand in its way.
 */
function workflowIdFor({ employeeId, email, dryRun }: OffboardingRequest): string {
  const id = workflowIdOf(employeeId ?? email);
  return dryRun ? `${id}${DRY_RUN_SUFFIX}` : id;
}
