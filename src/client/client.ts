import type { Client, Connection } from '@temporalio/client';
import { HR_EVENT, HR_EVENTS_WORKFLOW_TYPE, WORKFLOW_TYPE } from '../domain/contract';
import { withDismissals } from '../domain/evidence/dismissals';
import type { HrEvent } from '../domain/hr/event';
import type { OffboardingReport } from '../domain/report';
import { offboardingRequestSchema } from '../domain/request';
import { whoIn } from '../domain/run-start';
import type { OffboardingStatus } from '../domain/status';
import { namesFor, type NameInIds } from '../encryption/names';
import { Audit } from './audit';
import { Batches } from './batches';
import { Calls } from './calls';
import type { TemporalSettings } from './connection';
import { InvalidRequest } from './errors';
import { HeldRuns } from './held-runs';
import { KeyCheck } from './key-check';
import { RunAnswers } from './run-answers';
import { RunFinder } from './run-finder';
import { RunList } from './run-list';
import { RunMessages, type Delivered } from './run-messages';
import { withSearchAttributes } from './search-attributes';
import { employeeIn, HrEvents, hrEventsStartOptionsFor } from './hr-events';
import { startOptionsFor } from './start-options';
import { StartObserver } from './start-observer';
import { createTemporalClient } from './temporal-client';

/** Milliseconds for what must be asked before a call that a sender waits for. */
const HURRIED = 100;

export interface StartedRun {
  workflowId: string;
  runId: string;
  /** True: a run for this leaver was under way already, and nothing new was started. */
  joined: boolean;
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
  readonly #names: NameInIds;
  readonly #keys: KeyCheck;
  readonly #finder: RunFinder;
  readonly #answers: RunAnswers;
  readonly #messages: RunMessages;

  /** @param isHurried a sender waits: what must be asked before a call is asked ahead, and not waited for long */
  constructor(
    connection: Connection,
    settings: TemporalSettings,
    callTimeoutMs: number,
    isHurried: boolean,
  ) {
    this.#connection = connection;
    this.#starts = new StartObserver(connection);
    this.#names = namesFor(settings.encryption);
    this.#client = createTemporalClient(this.#starts.connection, settings);
    this.#calls = new Calls(this.#client, settings, callTimeoutMs);
    const keyPatience = isHurried ? HURRIED : callTimeoutMs;
    this.#keys = new KeyCheck(connection, settings, this.#calls, keyPatience);
    if (isHurried) this.#keys.start();
    this.#finder = new RunFinder(this.#client, this.#calls, this.#names, this.#keys);
    this.#answers = new RunAnswers(this.#client, this.#calls, settings, this.#finder);
    this.#messages = new RunMessages(this.#calls, this.#finder, this.#keys);
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
    const { data: parsed, error } = offboardingRequestSchema.safeParse(request);
    if (error) throw InvalidRequest.from(error);
    await this.#keys.pass();
    const who = whoIn(parsed);
    const plain = startOptionsFor(parsed, who);
    const before = await this.#finder.fromBefore(who, plain.workflowId, WORKFLOW_TYPE);
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
    const before = await this.#finder.fromBefore(who, plain.workflowId, HR_EVENTS_WORKFLOW_TYPE);
    const start = before ? plain : hrEventsStartOptionsFor(event, this.#names(who));
    const options = { ...start, signal: HR_EVENT, signalArgs: [event] };
    const handOver = () => this.#client.workflow.signalWithStart(HR_EVENTS_WORKFLOW_TYPE, options);
    const { namespace } = this.#client.options;
    await this.#calls.ask(() => withSearchAttributes(this.#connection, namespace, handOver));
  }

  /**
   * Where the run stands. One that came to its end answers without a worker.
   * @param runId an earlier one of the leaver; absent: the newest
   * @throws AlreadyEnded if it was cut off: its last status would look as if it went on
   */
  async status(id: string, runId?: string): Promise<OffboardingStatus> {
    return this.#answers.status(id, runId);
  }

  /**
   * The evidence, with what people answered HR's events of the leaver. Also of a run that has ended, as long as Temporal
   * keeps it and a worker runs.
   * @param runId an earlier one of the leaver; absent: the newest
   */
  async report(id: string, runId?: string): Promise<OffboardingReport> {
    const report = await this.#answers.report(id, runId);
    return withDismissals(report, await this.hr.dismissals(report.request));
  }

  /** Waits until the run ends, for as long as that takes. @param signal gives the wait up */
  async wait(id: string, signal?: AbortSignal): Promise<OffboardingStatus> {
    return this.#answers.wait(id, signal);
  }

  /** Answers a step that waits for a person. @throws Refused with the run's reason */
  async decide(id: string, decide: unknown): Promise<Delivered> {
    return this.#messages.update(id, 'decide', decide);
  }

  /** Lets a held run go. @throws Refused with the run's reason */
  async release(id: string, release: unknown): Promise<Delivered> {
    return this.#messages.update(id, 'release', release);
  }

  /** Takes the termination back. Needs no worker: the run acts on it when one is there. */
  async rescind(id: string, rescind: unknown): Promise<Delivered> {
    return this.#messages.signal(id, 'rescind', rescind);
  }

  /** Moves a scheduled run. Needs no worker. */
  async reschedule(id: string, reschedule: unknown): Promise<Delivered> {
    return this.#messages.signal(id, 'reschedule', reschedule);
  }

  /** Starts a scheduled run at once. Needs no worker. */
  async startNow(id: string, startNow: unknown): Promise<Delivered> {
    return this.#messages.signal(id, 'startNow', startNow);
  }

  /** Resolves where Temporal answers for the namespace. Needs no worker. @throws TemporalUnavailable */
  async ping(): Promise<void> {
    const { namespace } = this.#client.options;
    await this.#calls.ask(() => this.#connection.workflowService.describeNamespace({ namespace }));
  }

  async close(): Promise<void> {
    await this.#calls.end();
    await this.#connection.close();
  }
}
