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
  const [history, description, ...answers] = await Promise.all([
    handle.fetchHistory(),
    describe(engine, workflowId),
    ...QUERIES.map((name) => engine.query<unknown>(workflowId, name)),
  ]);
  const evidence: Haystacks = {
    [`history of ${workflowId}`]: History.encode(history).finish(),
    [`description of ${workflowId}`]:
      DescribeWorkflowExecutionResponse.encode(description).finish(),
  };
  QUERIES.forEach((query, index) => {
    evidence[`${query} of ${workflowId}`] = JSON.stringify(answers[index]);
  });
  return evidence;
}

export const describe = ({ temporal: client, namespace }: Engine, workflowId: string) =>
  client.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
