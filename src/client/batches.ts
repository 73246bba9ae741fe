import {
  ApplicationFailure,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
  type Connection,
} from '@temporalio/client';
import { SEND_AGAIN } from '../domain/batch/messages';
import {
  newBatchMessageSchemas,
  newBatchRequestSchema,
  type BatchMessageName,
  type LeaverAt,
} from '../domain/batch/schemas';
import type { BatchStatus } from '../domain/batch/status';
import { BATCH_WORKFLOW_TYPE, TASK_QUEUE } from '../domain/contract';
import { PRIORITY_KEYS, type OffboardingRequest } from '../domain/request';
import { runStartOf, whoIn } from '../domain/run-start';
import { namesFor } from '../encryption/names';
import type { Encryption } from '../encryption/payload-key';
import { batchIdOf, chunkFrom } from './batch-rows';
import type { Calls } from './calls';
import { AlreadyEnded, InvalidRequest, NotFound, Refused } from './errors';
import { findExistingRuns, type ExistingRun } from './existing-runs';
import type { KeyCheck } from './key-check';
import { describe, isUnderWay, type FoundRun } from './runs';
import type { StartObserver } from './start-observer';
import { withSearchAttributes } from './search-attributes';

const REQUEST_SCHEMA = newBatchRequestSchema();
const MESSAGE_SCHEMAS = newBatchMessageSchemas();

/** Milliseconds that a worker is given. */
const QUERY_TIMEOUT = 10_000;
const UPDATE_TIMEOUT = 20_000;

export interface StartedBatch {
  workflowId: string;
  /** `joined`: the same list is under way. `finished`: it came to its end before, with this status. */
  outcome: 'started' | 'joined' | { finished: BatchStatus };
}

interface BatchTools {
  starts: StartObserver;
  keys: KeyCheck;
  encryption?: Encryption;
}

/** Lists of leavers: a batch is one workflow, which starts a run for each of them. */
export class Batches {
  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly calls: Calls,
    private readonly tools: BatchTools,
  ) {}

  /** The workflow id of the batch of this list. */
  idOf(leavers: readonly LeaverAt[]): string {
    return batchIdOf(leavers, this.tools.encryption);
  }

  /** The workflow id of the run that a batch starts for a leaver. */
  runIdOf(request: OffboardingRequest): string {
    return runStartOf(request, namesFor(this.tools.encryption)(whoIn(request))).workflowId;
  }

  /**
   * Starts the batch of this list, or finds it. The leavers themselves come by `addLeavers`.
   * @param again starts it anew where it has ended
   * @throws AlreadyEnded where it was cut off, and `again` is not set
   */
  async start(
    leavers: readonly LeaverAt[],
    request: unknown,
    { again = false }: { again?: boolean } = {},
  ): Promise<StartedBatch> {
    const parsed = REQUEST_SCHEMA.safeParse(request);
    if (!parsed.success) throw InvalidRequest.from(parsed.error);
    await this.tools.keys.pass();
    const workflowId = this.idOf(leavers);
    const start = () =>
      this.client.workflow.start(BATCH_WORKFLOW_TYPE, {
        workflowId,
        taskQueue: TASK_QUEUE,
        args: [parsed.data],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        priority: { priorityKey: PRIORITY_KEYS[parsed.data.urgency] },
        staticSummary: `Offboard ${leavers.length} leavers`,
      });
    try {
      const { started } = await this.tools.starts.observe(() =>
        this.calls.ask(() =>
          withSearchAttributes(this.connection, this.client.options.namespace, start),
        ),
      );
      return { workflowId, outcome: started ? 'started' : 'joined' };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return { workflowId, outcome: { finished: await this.status(workflowId) } };
    }
  }

  /**
   * Hands the whole list over, chunk by chunk, and waits where the batch has no room. What it has already is
   * added no second time, so a repeat does no harm.
   * @param signal gives up; the batch keeps what it has
   */
  async addLeavers(
    id: string,
    leavers: readonly LeaverAt[],
    signal: AbortSignal = new AbortController().signal,
  ): Promise<BatchStatus> {
    for (let from = 0; ;) {
      const status = await this.#update(id, 'addLeavers', chunkFrom(leavers, from), signal);
      if (status === 'sendAgain') continue;
      if (status.isComplete) return status;
      from = status.received;
    }
  }

  /**
   * How far it is. One that came to its end answers without a worker.
   * @throws AlreadyEnded where it was cut off
   */
  async status(id: string): Promise<BatchStatus> {
    const batch = await this.#find(id);
    const handle = this.client.workflow.getHandle(batch.workflowId);
    if (batch.execution === 'COMPLETED')
      return this.calls.ask(() => handle.result() as Promise<BatchStatus>);
    if (isUnderWay(batch))
      return this.calls.askWorker(batch, QUERY_TIMEOUT, () => handle.query<BatchStatus>('status'));
    throw ended(batch);
  }

  /** Lets no further run begin. @throws Refused with the batch's reason */
  pause(id: string, pause: unknown): Promise<BatchStatus> {
    return this.#say(id, 'pause', pause);
  }

  /** Lets the others begin. @throws Refused with the batch's reason */
  resume(id: string, resume: unknown): Promise<BatchStatus> {
    return this.#say(id, 'resume', resume);
  }

  /** Of these workflow ids, the runs that exist. */
  existingRuns(workflowIds: readonly string[]): Promise<Map<string, ExistingRun>> {
    return findExistingRuns(this.client, this.calls, workflowIds);
  }

  async #say(id: string, name: 'pause' | 'resume', said: unknown): Promise<BatchStatus> {
    const parsed = MESSAGE_SCHEMAS[name].safeParse(said);
    if (!parsed.success) throw InvalidRequest.from(parsed.error);
    for (;;) {
      const status = await this.#update(id, name, parsed.data);
      if (status !== 'sendAgain') return status;
    }
  }

  async #find(id: string): Promise<FoundRun> {
    const workflowId = id.trim();
    const found = await this.calls.ask(() =>
      describe(this.client, workflowId, BATCH_WORKFLOW_TYPE),
    );
    if (found) return found;
    throw new NotFound(
      `No batch goes by "${workflowId}". Its id begins with "offboard-batch-": npx offboard batch <file> says it, and so does the Temporal Web UI.`,
    );
  }

  async #update(
    id: string,
    name: BatchMessageName,
    argument: unknown,
    signal?: AbortSignal,
  ): Promise<BatchStatus | 'sendAgain'> {
    await this.tools.keys.pass();
    const batch = await this.#find(id);
    if (!isUnderWay(batch)) throw ended(batch);
    const handle = this.client.workflow.getHandle(batch.workflowId);
    try {
      const update = await this.calls.askWorker(batch, UPDATE_TIMEOUT, () =>
        handle.startUpdate<BatchStatus, [unknown]>(name, {
          args: [argument],
          waitForStage: 'ACCEPTED',
        }),
      );
      const result = () => update.result();
      return signal
        ? await this.calls.wait(signal, result)
        : await this.calls.askWorker(batch, UPDATE_TIMEOUT, result);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw ended(await this.#find(id));
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      const { cause } = error;
      if (cause instanceof ApplicationFailure && cause.type === SEND_AGAIN) return 'sendAgain';
      throw new Refused(cause?.message ?? error.message);
    }
  }
}

const ended = ({ workflowId, execution }: FoundRun): AlreadyEnded =>
  new AlreadyEnded(
    `The batch ${workflowId} has ended (${execution}): it takes no more messages. The runs that it started go on by themselves; ` +
      'npx offboard batch <file> --again hands the list over anew, and joins those that are under way.',
  );
