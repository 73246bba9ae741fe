import type { WorkflowStartOptions } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, TASK_QUEUE } from '../domain/contract';
import type { HrEvent } from '../domain/hr/event';
import { PRIORITY_KEYS } from '../domain/request';

/** How the workflow of an employee's HR events is started with the first of them. */
export function hrEventsStartOptionsFor({
  employee,
  source,
  kind,
}: HrEvent): Omit<WorkflowStartOptions, 'args'> {
  const pairs: SearchAttributePair[] = [];
  const keyword = (name: 'EmployeeId' | 'OffboardingSource', value: string | undefined) => {
    if (value !== undefined)
      pairs.push({ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value });
  };
  keyword('EmployeeId', employee.id);
  keyword('OffboardingSource', source);
  const who = employee.id ?? employee.email ?? '';
  return {
    workflowId: `hr-events-${who}`,
    taskQueue: TASK_QUEUE,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    priority: { priorityKey: PRIORITY_KEYS[kind === 'revokeNow' ? 'immediate' : 'standard'] },
    typedSearchAttributes: pairs,
    staticSummary: `HR events of ${who}`,
  };
}
