import { Context } from '@temporalio/activity';
import {
  BREAKER_WORKFLOW_ID,
  BREAKER_WORKFLOW_TYPE,
  COUNT_TERMINATION,
  type CountTermination,
} from '../domain/breaker';
import { TASK_QUEUE } from '../domain/contract';

/** Asks the one breaker of the namespace, and starts it where nobody has asked before. Its verdict goes to the run. */
export const countTermination =
  () =>
  async (termination: CountTermination): Promise<void> => {
    await Context.current().client.workflow.signalWithStart(BREAKER_WORKFLOW_TYPE, {
      workflowId: BREAKER_WORKFLOW_ID,
      taskQueue: TASK_QUEUE,
      signal: COUNT_TERMINATION,
      signalArgs: [termination],
      staticSummary: 'Counts automatic terminations',
    });
  };
