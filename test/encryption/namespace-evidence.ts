import { temporal } from '@temporalio/proto';
import type { Engine } from '../support/engine';
import { describe } from '../secrets/evidence';
import type { Haystacks } from '../secrets/find-secrets';

const { History } = temporal.api.history.v1;
const { DescribeWorkflowExecutionResponse, ListWorkflowExecutionsResponse } =
  temporal.api.workflowservice.v1;

/**
 * All that Temporal keeps of a namespace, as it is on the wire: its lists, and of every workflow the history and the
 * description with what is pending. Nothing of it has passed a codec.
 */
export async function evidenceOfNamespace(engine: Engine): Promise<Haystacks> {
  const { temporal: client, namespace } = engine;
  const list = await client.workflowService.listWorkflowExecutions({ namespace, pageSize: 500 });
  const evidence: Haystacks = { list: ListWorkflowExecutionsResponse.encode(list).finish() };
  for (const { execution, type } of list.executions) {
    const { workflowId = '', runId = '' } = execution as { workflowId?: string; runId?: string };
    const what = `${type?.name} ${workflowId}`;
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    evidence[`history of ${what}`] = History.encode(history).finish();
    const description = await describe(engine, workflowId);
    evidence[`description of ${what}`] =
      DescribeWorkflowExecutionResponse.encode(description).finish();
  }
  return evidence;
}

/** The types of the workflows that there were. */
export const typesIn = (evidence: Haystacks): string[] =>
  [
    ...new Set(Object.keys(evidence).flatMap((name) => /^history of (\w+)/.exec(name)?.[1] ?? [])),
  ].sort();
