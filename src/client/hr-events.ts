import type { WorkflowStartOptions } from '@temporalio/client';
import { TASK_QUEUE } from '../domain/contract';
import type { HrEvent } from '../domain/hr/event';
import { PRIORITY_KEYS } from '../domain/request';
import { searchAttributesFor } from './start-options';

/** How the workflow of an employee's HR events is started with the first of them. */
export function hrEventsStartOptionsFor({
  employee,
  source,
  kind,
}: HrEvent): Omit<WorkflowStartOptions, 'args'> {
  const who = employee.id ?? employee.email ?? '';
  return {
    workflowId: `hr-events-${who}`,
    taskQueue: TASK_QUEUE,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    priority: { priorityKey: PRIORITY_KEYS[kind === 'revokeNow' ? 'immediate' : 'standard'] },
    typedSearchAttributes: searchAttributesFor({ employeeId: employee.id, source }),
    staticSummary: `HR events of ${who}`,
  };
}
