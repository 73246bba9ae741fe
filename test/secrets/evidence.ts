import { temporal } from '@temporalio/proto';
import type { Engine } from '../support/engine';
import type { Haystacks } from './find-secrets';

const { History } = temporal.api.history.v1;
const { DescribeWorkflowExecutionResponse } = temporal.api.workflowservice.v1;

const QUERIES = ['status', 'report', '__temporal_workflow_metadata'];

/**
 * All that Temporal keeps and answers about a run: the history as it is on the wire (payloads, failures and markers
 * lie in it as they are), the description with its pending activities, and every query.
 */
export async function evidenceOf(engine: Engine, workflowId: string): Promise<Haystacks> {
  const handle = engine.temporal.workflow.getHandle(workflowId);
  const history = await handle.fetchHistory();
  const description = await describe(engine, workflowId);
  const evidence: Haystacks = {
    [`history of ${workflowId}`]: History.encode(history).finish(),
    [`description of ${workflowId}`]:
      DescribeWorkflowExecutionResponse.encode(description).finish(),
  };
  // One after the other: of a run whose workflow task is under way, the server keeps one query only, and refuses more.
  for (const name of QUERIES)
    evidence[`${name} of ${workflowId}`] = JSON.stringify(await engine.query(workflowId, name));
  return evidence;
}

export const describe = ({ temporal: client, namespace }: Engine, workflowId: string) =>
  client.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
