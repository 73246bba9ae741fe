import type { WorkflowStartOptions } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, TASK_QUEUE } from '../domain/contract';
import { PRIORITY_KEYS, type OffboardingRequest } from '../domain/request';

export const workflowIdOf = (who: string): string => `offboarding-${who}`;

/**
 * The id by which every trigger for the same leaver meets the same run. A dry run has one of its own:
 * it must neither be taken for the real run nor stand in its way.
 */
function workflowIdFor({ employeeId, email, dryRun }: OffboardingRequest): string {
  const id = workflowIdOf(employeeId ?? email);
  return dryRun ? `${id}-dry-run` : id;
}

function searchAttributesFor(request: OffboardingRequest): SearchAttributePair[] {
  const { employeeId, source, effectiveAt } = request;
  const pairs: SearchAttributePair[] = [];
  const keyword = (name: 'EmployeeId' | 'OffboardingSource', value: string | undefined) => {
    if (value !== undefined)
      pairs.push({ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value });
  };
  keyword('EmployeeId', employeeId);
  keyword('OffboardingSource', source);
  if (effectiveAt !== undefined)
    pairs.push({
      key: defineSearchAttributeKey(
        'OffboardingEffectiveAt',
        SEARCH_ATTRIBUTES.OffboardingEffectiveAt,
      ),
      value: new Date(effectiveAt),
    });
  return pairs;
}

export function startOptionsFor(request: OffboardingRequest): WorkflowStartOptions {
  return {
    workflowId: workflowIdFor(request),
    taskQueue: TASK_QUEUE,
    args: [request],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // After an end, a leaver can be offboarded anew: rehired people leave again.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    priority: { priorityKey: PRIORITY_KEYS[request.urgency] },
    typedSearchAttributes: searchAttributesFor(request),
    staticSummary: `Offboard ${request.email}${request.dryRun ? ' (dry run)' : ''}`,
  };
}
