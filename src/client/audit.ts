import { WorkflowFailedError, type Client } from '@temporalio/client';
import { WORKFLOW_TYPE } from '../domain/contract';
import type { OffboardingReport } from '../domain/report';
import type { OffboardingStatus } from '../domain/status';
import type { Calls } from './calls';
import { overviewOf, type RunOverview } from './run-list';
import type { FoundRun } from './runs';
import { Searches } from './searches';
import { dueSince } from './waiting';

/** Milliseconds that a worker has: a run that ended long ago is replayed first. */
const QUERY_TIMEOUT = 10_000;

/** A run of a period, whatever became of it. */
export interface AuditedRun extends RunOverview, FoundRun {}

/** Every run of a period, each for itself: also where its workflow id was used again since. */
export class Audit {
  readonly #searches: Searches;

  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
  ) {
    this.#searches = new Searches(client, calls);
  }

  /**
   * Every offboarding, dry runs and failed ones among them, that took effect within the period: at its effective time,
   * or when it was asked for where that was later. Newest first.
   * @param from ISO 8601, UTC
   * @param before the first instant after the period
   */
  async runs(from: string, before: string): Promise<AuditedRun[]> {
    const within = (name: string) => `${name} >= "${from}" AND ${name} < "${before}"`;
    const query = [
      `WorkflowType = "${WORKFLOW_TYPE}"`,
      'ExecutionStatus != "ContinuedAsNew"',
      `((${within('OffboardingEffectiveAt')}) OR (${within('StartTime')}))`,
    ].join(' AND ');
    const runs: AuditedRun[] = [];
    for await (const run of this.#searches.list(query)) {
      const overview = overviewOf(run);
      // Recorded late, it took effect when it was asked for, whatever date it bears.
      const since = dueSince(overview);
      if (since < from || since >= before) continue;
      runs.push({ ...overview, taskQueue: run.taskQueue, execution: run.status.name });
    }
    return runs;
  }

  /** The evidence of this very run. @throws NoWorker, TemporalUnavailable, and whatever a run that failed says */
  report(run: AuditedRun): Promise<OffboardingReport> {
    const handle = this.client.workflow.getHandle(run.workflowId, run.runId);
    return this.calls.askWorker(run, QUERY_TIMEOUT, () =>
      handle.query<OffboardingReport>('report'),
    );
  }

  /** How a run ended, for which no worker is needed; a run that failed throws why. */
  async result({ workflowId, runId }: AuditedRun): Promise<OffboardingStatus> {
    const handle = this.client.workflow.getHandle(workflowId, runId, { followRuns: false });
    try {
      return (await this.calls.ask(() => handle.result())) as OffboardingStatus;
    } catch (error) {
      if (error instanceof WorkflowFailedError && error.cause) throw error.cause;
      throw error;
    }
  }
}
