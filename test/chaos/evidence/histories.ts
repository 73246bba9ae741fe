import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { Haystacks } from '../../secrets/find-secrets';
import type { HistoryFault } from './evidence';
import { inTurns } from './in-turns';

const { History } = temporal.api.history.v1;
const { ListWorkflowExecutionsResponse } = temporal.api.workflowservice.v1;
const { WorkflowTaskFailedCause: Cause } = temporal.api.enums.v1;

type List = temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;

/** Each history as it is on the wire, past every codec; and what in them means a broken workflow. */
export async function readHistories(client: Client, executions: readonly WorkflowExecutionInfo[]) {
  const haystacks: Haystacks = {};
  const faults: HistoryFault[] = [];
  await inTurns(executions, async ({ workflowId, runId }) => {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    haystacks[`history of ${workflowId} (${runId})`] = History.encode(history).finish();
    for (const { workflowTaskFailedEventAttributes: failed } of history.events ?? []) {
      if (!failed || !BROKEN.has(failed.cause ?? 0)) continue;
      const message = failed.failure?.message ?? '';
      faults.push({ workflowId, fault: `task failed: ${Cause[failed.cause ?? 0]} ${message}` });
    }
  });
  return { haystacks, faults };
}

/** Others only say that a worker went, or that something came in meanwhile. */
const BROKEN: ReadonlySet<number> = new Set([
  Cause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR,
  Cause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE,
]);

/** The list of all workflows, page by page, with their memos and search attributes. */
export async function readList({ workflowService, options }: Client): Promise<Haystacks> {
  const pages: Haystacks = {};
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const { namespace } = options;
    const page: List = await workflowService.listWorkflowExecutions({ namespace, nextPageToken });
    const name = `list of workflows, page ${Object.keys(pages).length + 1}`;
    pages[name] = ListWorkflowExecutionsResponse.encode(page).finish();
    ({ nextPageToken } = page);
  } while (nextPageToken.length > 0);
  return pages;
}
