import type { WorkflowStartOptions } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../domain/contract';
import type { OffboardingRequest } from '../domain/request';
import { runStartOf, startAttributesOf } from '../domain/run-start';

export function searchAttributesFor(
  request: Parameters<typeof startAttributesOf>[0],
): SearchAttributePair[] {
  const named = Object.entries(startAttributesOf(request)) as [
    keyof typeof SEARCH_ATTRIBUTES,
    unknown,
  ][];
  return named.map(([name, value]) => ({
    key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]),
    value,
  })) as SearchAttributePair[];
}

/** @param name what the id calls the leaver */
export const startOptionsFor = (
  request: OffboardingRequest,
  name: string,
): WorkflowStartOptions => ({
  ...runStartOf(request, name),
  workflowIdConflictPolicy: 'USE_EXISTING',
  typedSearchAttributes: searchAttributesFor(request),
});
