import {
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
  type Connection,
} from '@temporalio/client';
import type { z } from 'zod';
import { HR_EVENT, HR_EVENTS_WORKFLOW_TYPE, WORKFLOW_TYPE } from '../domain/contract';
import type { HrEvent } from '../domain/hr/event';
import { newMessageSchemas } from '../domain/messages';
import type { OffboardingReport } from '../domain/report';
import { offboardingRequestSchema } from '../domain/request';
import { whoIn } from '../domain/run-start';
import type { OffboardingStatus } from '../domain/status';
import { namesFor, type NameInIds } from '../encryption/names';
import { Audit } from './audit';
import { Batches } from './batches';
import { Calls } from './calls';
import { translate, type TemporalSettings } from './connection';
import { cutOff, endedBefore, wasCutOff, type MessageName } from './endings';
import { InvalidRequest, NotFound, NoWorker, OffboardingClientError, Refused } from './errors';
import { HeldRuns } from './held-runs';
import { KeyCheck } from './key-check';
import { RunList } from './run-list';
import { describe, findRun, isUnderWay, type FoundRun } from './runs';
import { withSearchAttributes } from './search-attributes';
import { employeeIn, HrEvents, hrEventsStartOptionsFor } from './hr-events';
import { startOptionsFor } from './start-options';
import { StartObserver } from './start-observer';
import { createTemporalClient } from './temporal-client';

const MESSAGE_SCHEMAS = newMessageSchemas();

/** Milliseconds that a worker is given: a query runs no activity, an update answers early. */
const QUERY_TIMEOUT = 10_000;
const UPDATE_TIMEOUT = 20_000;
/** Milliseconds for what must be asked before a call that a sender waits for. */
const HURRIED = 100;

export interface StartedRun {
  workflowId: string;
  runId: string;
  /** True: a run for this leaver was under way already, and nothing new was started. */
  joined: boolean;
}

/** Which run took the message. */
export interface Delivered {
  workflowId: string;
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw InvalidRequest.from(parsed.error);
  return parsed.data;
}

/**
 * Start, ask, decide: the one way in to the engine. Everywhere, `id` is a workflow id, or the leaver's
 * e-mail or employee id; what was sent is checked before it leaves. Everything thrown on purpose is an
 * `OffboardingClientError`.
 */
export class OffboardingClient {
  /** Lists of leavers. */
  readonly batches: Batches;
  /** Runs by state, cause, date and source. */
  readonly runs: RunList;
  /** Every run of a period, one by one. */
  readonly audit: Audit;
  /** What HR said of each employee, and what it asks. */
  readonly hr: HrEvents;
  /** What the breaker holds. */
  readonly heldRuns: HeldRuns;
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #calls: Calls;
  readonly #starts: StartObserver;
  readonly #settings: TemporalSettings;
  readonly #names: NameInIds;
  readonly #keys: KeyCheck;

  /** @param isHurried a sender waits: what must be asked before a call is asked ahead, and not waited for long */
  constructor(
    connection: Connection,
    settings: TemporalSettings,
    callTimeoutMs: number,
    isHurried: boolean,
  ) {
    this.#connection = connection;
    this.#settings = settings;
    this.#starts = new StartObserver(connection);
    this.#names = namesFor(settings.encryption);
    this.#client = createTemporalClient(this.#starts.connection, settings);
    this.#calls = new Calls(this.#client, settings, callTimeoutMs);
    const keyPatience = isHurried ? HURRIED : callTimeoutMs;
    this.#keys = new KeyCheck(connection, settings, this.#calls, keyPatience);
    if (isHurried) this.#keys.start();
    this.runs = new RunList(this.#client, this.#calls, this.#keys);
    this.audit = new Audit(this.#client, this.#calls);
    this.hr = new HrEvents(this.#client, this.#calls, this.runs, this.#names);
    this.heldRuns = new HeldRuns(this.#client, this.#calls, this.#keys);
    this.batches = new Batches(connection, this.#client, this.#calls, {
      starts: this.#starts,
      keys: this.#keys,
      ...(settings.encryption && { encryption: settings.encryption }),
    });
  }

  /** Starts a run, or joins the leaver's that is under way. A repeat after a lost answer does no harm. */
  async start(request: unknown): Promise<StartedRun> {
    const parsed = parse(offboardingRequestSchema, request);
    await this.#keys.pass();
    const who = whoIn(parsed);
    const plain = startOptionsFor(parsed, who);
    const before = await this.#fromBefore(who, plain.workflowId, WORKFLOW_TYPE);
    if (before) return { workflowId: plain.workflowId, runId: before.runId, joined: true };
    const options = startOptionsFor(parsed, this.#names(who));
    const start = () => this.#client.workflow.start(WORKFLOW_TYPE, options);
    const { namespace } = this.#client.options;
    const { result, started } = await this.#starts.observe(() =>
      this.#calls.ask(() => withSearchAttributes(this.#connection, namespace, start)),
    );
    const { workflowId } = options;
    return { workflowId, runId: result.firstExecutionRunId, joined: !started };
  }

  /** Hands an HR event over: Temporal has it once this resolves. A repeat does no harm. */
  async hrEvent(event: HrEvent): Promise<void> {
    await this.#keys.pass();
    const who = employeeIn(event);
    const plain = hrEventsStartOptionsFor(event, who);
    const before = await this.#fromBefore(who, plain.workflowId, HR_EVENTS_WORKFLOW_TYPE);
    const start = before ? plain : hrEventsStartOptionsFor(event, this.#names(who));
    const options = { ...start, signal: HR_EVENT, signalArgs: [event] };
    const handOver = () => this.#client.workflow.signalWithStart(HR_EVENTS_WORKFLOW_TYPE, options);
    const { namespace } = this.#client.options;
    await this.#calls.ask(() => withSearchAttributes(this.#connection, namespace, handOver));
  }

  /**
   * Where the run stands. One that came to its end answers without a worker.
   * @throws AlreadyEnded if it was cut off: its last status would look as if it went on
   */
  async status(id: string): Promise<OffboardingStatus> {
    const run = await this.#find(id);
    if (run.execution === 'COMPLETED' || wasCutOff(run)) return this.#result(run);
    return this.#query<OffboardingStatus>(run, 'status');
  }

  /** The evidence. Also of a run that has ended, as long as Temporal keeps it and a worker runs. */
  async report(id: string): Promise<OffboardingReport> {
    const run = await this.#find(id);
    try {
      return await this.#query<OffboardingReport>(run, 'report');
    } catch (error) {
      // What failed before it could answer anything has its ending for evidence.
      if (!(error instanceof OffboardingClientError) && wasCutOff(run)) await this.#result(run);
      throw error;
    }
  }

  /** Waits until the run ends, for as long as that takes. @param signal gives the wait up */
  async wait(id: string, signal?: AbortSignal): Promise<OffboardingStatus> {
    const wait = async () => this.#result(await this.#find(id));
    return signal ? this.#client.withAbortSignal(signal, wait) : wait();
  }

  /** Answers a step that waits for a person. @throws Refused with the run's reason */
  async decide(id: string, decide: unknown): Promise<Delivered> {
    return this.#update(id, 'decide', parse(MESSAGE_SCHEMAS.decide, decide));
  }

  /** Lets a held run go. @throws Refused with the run's reason */
  async release(id: string, release: unknown): Promise<Delivered> {
    return this.#update(id, 'release', parse(MESSAGE_SCHEMAS.release, release));
  }

  /** Takes the termination back. Needs no worker: the run acts on it when one is there. */
  async rescind(id: string, rescind: unknown): Promise<Delivered> {
    return this.#signal(id, 'rescind', parse(MESSAGE_SCHEMAS.rescind, rescind));
  }

  /** Moves a scheduled run. Needs no worker. */
  async reschedule(id: string, reschedule: unknown): Promise<Delivered> {
    return this.#signal(id, 'reschedule', parse(MESSAGE_SCHEMAS.reschedule, reschedule));
  }

  /** Starts a scheduled run at once. Needs no worker. */
  async startNow(id: string, startNow: unknown): Promise<Delivered> {
    return this.#signal(id, 'startNow', parse(MESSAGE_SCHEMAS.startNow, startNow));
  }

  /** Resolves where Temporal answers for the namespace. Needs no worker. @throws TemporalUnavailable */
  async ping(): Promise<void> {
    const { namespace } = this.#client.options;
    await this.#calls.ask(() => this.#connection.workflowService.describeNamespace({ namespace }));
  }

  async close(): Promise<void> {
    await this.#calls.idle();
    await this.#connection.close();
  }

  async #find(id: string): Promise<FoundRun> {
    try {
      return await this.#calls.ask(() => findRun(this.#client, id, this.#names));
    } catch (error) {
      // Who has other keys looks for other ids: that is no proof that there is no run.
      if (error instanceof NotFound) await this.#keys.pass();
      throw error;
    }
  }

  /** The one that is under way since before ids were made unreadable, and so goes by the name itself. */
  async #fromBefore(who: string, workflowId: string, type: string): Promise<FoundRun | undefined> {
    if (this.#names(who) === who) return undefined;
    const found = await this.#calls.ask(() => describe(this.#client, workflowId, type));
    return found && isUnderWay(found) ? found : undefined;
  }

  /** The run's own result: it needs no worker. */
  async #result(run: FoundRun): Promise<OffboardingStatus> {
    try {
      return (await this.#handle(run).result()) as OffboardingStatus;
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw translate(error, this.#settings);
      throw cutOff(await this.#find(run.workflowId), error);
    }
  }

  #query<T>(run: FoundRun, name: 'status' | 'report'): Promise<T> {
    return this.#calls.askWorker(run, QUERY_TIMEOUT, () => this.#handle(run).query<T>(name));
  }

  async #update(id: string, name: MessageName, argument: unknown): Promise<Delivered> {
    const run = await this.#open(id, name);
    try {
      const update = await this.#calls.askWorker(run, UPDATE_TIMEOUT, () =>
        this.#handle(run).startUpdate(name, { args: [argument], waitForStage: 'ACCEPTED' }),
      );
      // Accepted or refused by now; a refusal shows in the result, which comes at once.
      await this.#calls.askWorker(run, UPDATE_TIMEOUT, () => update.result());
      return { workflowId: run.workflowId };
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError)
        throw new Refused(error.cause?.message ?? error.message);
      if (error instanceof WorkflowNotFoundError) throw endedBefore(run, name);
      if (error instanceof NoWorker)
        throw new NoWorker(
          `${error.message} Whether it will take the ${name} is not known: look at its status before you send it again.`,
        );
      throw error;
    }
  }

  async #signal(id: string, name: MessageName, argument: unknown): Promise<Delivered> {
    const run = await this.#open(id, name);
    try {
      await this.#calls.ask(() => this.#handle(run).signal(name, argument));
      return { workflowId: run.workflowId };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw endedBefore(run, name);
      throw error;
    }
  }

  /** The run, if it still takes messages. @throws NotFound, AlreadyEnded */
  async #open(id: string, message: MessageName): Promise<FoundRun> {
    await this.#keys.pass();
    const run = await this.#find(id);
    if (!isUnderWay(run)) throw endedBefore(run, message);
    return run;
  }

  /** Without a run id, for a long run continues as new under the same workflow id. */
  #handle({ workflowId }: FoundRun) {
    return this.#client.workflow.getHandle(workflowId);
  }
}
