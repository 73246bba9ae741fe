import type { Client, WorkflowHandle } from '@temporalio/client';
import type { NameInIds } from '../encryption/names';
import type { Calls } from './calls';
import { WORKFLOW_TYPE } from '../domain/contract';
import { NotFound } from './errors';
import type { KeyCheck } from './key-check';
import { describe, findRun, isUnderWay, type FoundRun } from './runs';

/** Which run an id stands for: a workflow id, or the leaver's e-mail or employee id. */
export class RunFinder {
  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
    private readonly names: NameInIds,
    private readonly keys: KeyCheck,
  ) {}

  /**
   * @param runId one of several under the same workflow id; absent: the newest
   * @throws NotFound; Undecryptable where other keys may be the reason
   */
  async find(id: string, runId?: string): Promise<FoundRun> {
    try {
      const newest = await this.calls.ask(() => findRun(this.client, id, this.names));
      if (runId === undefined || newest.runId === runId) return newest;
      return await this.#earlier(newest.workflowId, runId);
    } catch (error) {
      // Who has other keys looks for other ids: that is no proof that there is no run.
      if (error instanceof NotFound) await this.keys.passToRead();
      throw error;
    }
  }

  /** The one that is under way since before ids were made unreadable, and so goes by the name itself. */
  async fromBefore(who: string, workflowId: string, type: string): Promise<FoundRun | undefined> {
    if (this.names(who) === who) return undefined;
    const found = await this.calls.ask(() => describe(this.client, workflowId, type));
    return found && isUnderWay(found) ? found : undefined;
  }

  /** The newest one's without a run id, for a long run continues as new under the same workflow id. */
  handle({ workflowId, runId, isEarlier }: FoundRun): WorkflowHandle {
    return isEarlier
      ? this.client.workflow.getHandle(workflowId, runId, { followRuns: false })
      : this.client.workflow.getHandle(workflowId);
  }

  async #earlier(workflowId: string, runId: string): Promise<FoundRun> {
    const found = await this.calls.ask(() =>
      describe(this.client, workflowId, WORKFLOW_TYPE, runId),
    );
    if (found) return { ...found, isEarlier: true };
    throw new NotFound(
      `${workflowId} has no run ${runId} in Temporal. npx offboard report --since <when> --csv names the runs of a period.`,
    );
  }
}
