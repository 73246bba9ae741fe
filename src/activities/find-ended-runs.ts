import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { OffboardingStatus, RunState } from '../domain/status';

interface EndedRun {
  workflowId: string;
  state: RunState | 'failed';
  message?: string;
  /** The fact of HR's that it followed. */
  hrFact?: string;
}

/** How many runs are asked about at the same time. */
const SIDE_BY_SIDE = 10;

/** Which of these runs have ended, and how: for who started them and may have missed it. */
export const findEndedRuns =
  () =>
  async (workflowIds: string[]): Promise<EndedRun[]> => {
    const ended: EndedRun[] = [];
    const waiting = [...workflowIds];
    const ask = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const run = await endOf(id);
        if (run) ended.push(run);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, ask));
    return ended;
  };

async function endOf(workflowId: string): Promise<EndedRun | undefined> {
  const handle = Context.current().client.workflow.getHandle(workflowId);
  const failed = (message: string): EndedRun => ({ workflowId, state: 'failed', message });
  try {
    const { status } = await handle.describe();
    switch (status.name) {
      case 'COMPLETED':
        return { workflowId, ...resultOf((await handle.result()) as OffboardingStatus) };
      case 'CANCELLED':
        return { workflowId, state: 'cancelled' };
      case 'TERMINATED':
        return failed('It was terminated from outside.');
      case 'FAILED':
      case 'TIMED_OUT':
        return failed(`It ended as ${status.name}.`);
      default:
        return undefined;
    }
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return failed('Temporal keeps no record of it any more.');
  }
}

const resultOf = ({ state, hrFact }: OffboardingStatus) => ({
  state,
  ...(hrFact === undefined ? {} : { hrFact }),
});
