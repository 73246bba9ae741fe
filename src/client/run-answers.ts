import { WorkflowFailedError, type Client } from '@temporalio/client';
import type { OffboardingReport } from '../domain/report';
import type { OffboardingStatus } from '../domain/status';
import type { Calls } from './calls';
import { translate, type TemporalSettings } from './connection';
import { cutOff, wasCutOff } from './endings';
import { OffboardingClientError } from './errors';
import type { RunFinder } from './run-finder';
import type { FoundRun } from './runs';

/** Milliseconds that a worker is given: a query runs no activity. */
const QUERY_TIMEOUT = 10_000;

/** What a run says of itself: as it goes on, and at its end. */
export class RunAnswers {
  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
    private readonly settings: TemporalSettings,
    private readonly finder: RunFinder,
  ) {}

  async status(id: string, runId?: string): Promise<OffboardingStatus> {
    const run = await this.finder.find(id, runId);
    if (run.execution === 'COMPLETED' || wasCutOff(run)) return this.#result(run);
    return this.#query<OffboardingStatus>(run, 'status');
  }

  async report(id: string, runId?: string): Promise<OffboardingReport> {
    const run = await this.finder.find(id, runId);
    try {
      return await this.#query<OffboardingReport>(run, 'report');
    } catch (error) {
      // What failed before it could answer anything has its ending for evidence.
      if (!(error instanceof OffboardingClientError) && wasCutOff(run)) await this.#result(run);
      throw error;
    }
  }

  async wait(id: string, signal?: AbortSignal): Promise<OffboardingStatus> {
    const wait = async () => this.#result(await this.finder.find(id));
    return signal ? this.client.withAbortSignal(signal, wait) : wait();
  }

  /** The run's own result: it needs no worker. */
  async #result(run: FoundRun): Promise<OffboardingStatus> {
    try {
      return (await this.finder.handle(run).result()) as OffboardingStatus;
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw translate(error, this.settings);
      const { workflowId, runId, isEarlier } = run;
      throw cutOff(await this.finder.find(workflowId, isEarlier && runId), error);
    }
  }

  #query<T>(run: FoundRun, name: 'status' | 'report'): Promise<T> {
    return this.calls.askWorker(run, QUERY_TIMEOUT, () => this.finder.handle(run).query<T>(name));
  }
}
