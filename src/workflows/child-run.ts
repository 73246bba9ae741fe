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

/** A leaver's run as a child: just what a client starts, and it outlives its parent. */
export const childRunOptionsFor = (request: OffboardingRequest): ChildRunOptions => ({
  ...runStartOf(request),
  parentClosePolicy: ParentClosePolicy.ABANDON,
  typedSearchAttributes: searchAttributesFor(request),
});
