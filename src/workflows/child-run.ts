import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { ParentClosePolicy, type ChildWorkflowOptions } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from '../domain/contract';
import type { OffboardingRequest } from '../domain/request';
import { runStartOf, startAttributesOf } from '../domain/run-start';

function searchAttributesFor(request: OffboardingRequest): SearchAttributePair[] {
  const named = Object.entries(startAttributesOf(request)) as [
    keyof typeof SEARCH_ATTRIBUTES,
    unknown,
  ][];
  return named.map(([name, value]) => ({
    key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]),
    value,
  })) as SearchAttributePair[];
}

type ChildRunOptions = ChildWorkflowOptions & { workflowId: string; args: [OffboardingRequest] };

/**
 * A leaver's run as a child: just what a client starts, and it outlives its parent.
 * @param name what its id calls the leaver; absent: as the request does
 */
export const childRunOptionsFor = (
  request: OffboardingRequest,
  name?: string,
): ChildRunOptions => ({
  ...runStartOf(request, name),
  parentClosePolicy: ParentClosePolicy.ABANDON,
  typedSearchAttributes: searchAttributesFor(request),
});
