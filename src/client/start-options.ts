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

export const startOptionsFor = (request: OffboardingRequest): WorkflowStartOptions => ({
  ...runStartOf(request),
  workflowIdConflictPolicy: 'USE_EXISTING',
  typedSearchAttributes: searchAttributesFor(request),
});
