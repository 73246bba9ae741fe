import { workflowInfo } from '@temporalio/workflow';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../domain/contract';
import { refusal } from './refusal';

/** Ends a run of a type that does not exist here, which would otherwise be tried for ever. */
export async function unknownWorkflowType(..._input: unknown[]): Promise<never> {
  const { workflowType } = workflowInfo();
  throw refusal(
    `There is no workflow type "${workflowType}" on the task queue "${TASK_QUEUE}". Start "${WORKFLOW_TYPE}" with input such as {"email": "jane.doe@example.com"}.`,
    'UnknownWorkflowType',
  );
}
