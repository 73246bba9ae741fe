import { isGrpcCancelledError, isGrpcDeadlineError, type Client } from '@temporalio/client';
import {
  GRPC,
  grpcCode,
  grpcDetails,
  noAnswer,
  translate,
  type TemporalSettings,
} from './connection';
import { NoWorker } from './errors';
import { hasWorker } from './queues';
import type { FoundRun } from './runs';
import { within } from './within';

/** After this long without an answer it is worth asking if there is any worker at all. */
const SUSPICIOUS = 1_000;

/** Calls to Temporal, bounded in time, their failures in words. */
export class Calls {
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #unanswered = new Set<AbortController>();
  #isEnding = false;

  constructor(
    private readonly client: Client,
    private readonly settings: TemporalSettings,
    /** Milliseconds for a call that Temporal answers by itself. */
    private readonly callTimeoutMs: number,
  ) {}

  /** A call that needs Temporal only. @throws TemporalUnavailable */
  async ask<T>(call: () => Promise<T>): Promise<T> {
    const work = this.client.withDeadline(Date.now() + this.callTimeoutMs, call);
    this.#note(work);
    try {
      // Between its tries of one call the SDK sleeps past the deadline, for seconds.
      return await within(work, this.callTimeoutMs, () => noAnswer(this.settings));
    } catch (error) {
      throw translate(error, this.settings);
    }
  }

  /**
   * Gives up what no worker has answered yet, and resolves when the SDK is done with every call but those of `wait`: one
   * that it tries again on a closed connection ends the process. What it has tried again already cannot be given up; it
   * ends with its own deadline.
   */
  async end(): Promise<void> {
    this.#isEnding = true;
    for (const giveUp of this.#unanswered) giveUp.abort();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #note(work: Promise<unknown>): void {
    const ended = work.catch(() => undefined).finally(() => this.#underWay.delete(ended));
    this.#underWay.add(ended);
  }

  /** A call that may take as long as it takes. @param signal gives it up. @throws TemporalUnavailable */
  async wait<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await this.client.withAbortSignal(signal, call);
    } catch (error) {
      throw translate(error, this.settings);
    }
  }

  /**
   * A call that a worker answers. Where none has been seen for minutes, it is given up at once.
   * @throws NoWorker, TemporalUnavailable
   */
  async askWorker<T>(run: FoundRun, timeoutMs: number, call: () => Promise<T>): Promise<T> {
    if (this.#isEnding) throw noAnswer(this.settings);
    const giveUp = new AbortController();
    this.#unanswered.add(giveUp);
    const suspicion = setTimeout(() => {
      this.#hasWorker(run).then(
        (there) => there || giveUp.abort(),
        // In doubt there is one: the deadline decides then.
        () => undefined,
      );
    }, SUSPICIOUS);
    const work = this.client.withAbortSignal(giveUp.signal, () =>
      this.client.withDeadline(Date.now() + timeoutMs, call),
    );
    this.#note(work);
    try {
      return await work;
    } catch (error) {
      if (unanswered(error))
        throw this.#isEnding ? noAnswer(this.settings) : await this.#noWorker(run, timeoutMs);
      if (grpcCode(error) === GRPC.FAILED_PRECONDITION) throw cannotAnswer(run, error);
      throw translate(error, this.settings);
    } finally {
      clearTimeout(suspicion);
      this.#unanswered.delete(giveUp);
    }
  }

  #hasWorker({ taskQueue }: FoundRun): Promise<boolean> {
    const { connection, options } = this.client;
    return this.ask(() => hasWorker(connection, options.namespace, taskQueue));
  }

  /** @throws TemporalUnavailable where it was Temporal that did not answer */
  async #noWorker(run: FoundRun, timeoutMs: number): Promise<NoWorker> {
    const { workflowId, taskQueue } = run;
    if (await this.#hasWorker(run))
      return new NoWorker(
        `The run ${workflowId} got no answer from a worker in ${timeoutMs / 1_000} s: the worker is gone, busy or failing. ` +
          'Look at its log, and at the run in the Temporal Web UI; then try again.',
      );
    return new NoWorker(
      `No worker serves the task queue "${taskQueue}", so the run ${workflowId} stands still and cannot answer. ` +
        'Start one (npm run worker): the run goes on where it stands.',
    );
  }
}

/** Deadline or our own giving up; an update's are wrapped in an error of their own, whose cause tells. */
function unanswered(error: unknown): boolean {
  return isGrpcDeadlineError(error) || isGrpcCancelledError(error);
}

function cannotAnswer({ workflowId }: FoundRun, error: unknown): NoWorker {
  return new NoWorker(
    `The run ${workflowId} cannot answer now: ${grpcDetails(error).replace(/\.$/, '')}. ` +
      'Is a worker running (npm run worker)? If so, look at its log.',
  );
}
