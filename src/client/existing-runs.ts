import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../domain/contract';
import type { Calls } from './calls';

const STATE = defineSearchAttributeKey('OffboardingState', SEARCH_ATTRIBUTES.OffboardingState);

export interface ExistingRun {
  isUnderWay: boolean;
  /** The run's state, or how it ended where it did not end by itself; absent before a worker saw it. */
  state?: string;
}

const SIDE_BY_SIDE = 10;

/** Looks each of these runs up; needs no worker. */
export async function findExistingRuns(
  client: Client,
  calls: Calls,
  workflowIds: readonly string[],
): Promise<Map<string, ExistingRun>> {
  const found = new Map<string, ExistingRun>();
  const waiting = [...workflowIds];
  const ask = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const workflowId = id;
      const run = await calls.ask(() => find(client, workflowId));
      if (run) found.set(id, run);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, ask));
  return found;
}

async function find(client: Client, workflowId: string): Promise<ExistingRun | undefined> {
  try {
    const { status, typedSearchAttributes } = await client.workflow
      .getHandle(workflowId)
      .describe();
    const isUnderWay = status.name === 'RUNNING' || status.name === 'PAUSED';
    const isItsOwn = isUnderWay || status.name === 'COMPLETED';
    const state = isItsOwn ? typedSearchAttributes.get(STATE) : status.name.toLowerCase();
    return { isUnderWay, ...(state === undefined ? {} : { state }) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
