import {
  allHandlersFinished,
  condition,
  continueAsNew,
  log,
  patched,
  workflowInfo,
} from '@temporalio/workflow';
import type { ChildState } from '../../domain/child-state';
import { toMs } from '../../domain/duration';
import type { HrEvent } from '../../domain/hr/event';
import {
  hasEnded,
  isNew,
  noteHr,
  settle,
  type FollowedRun,
  type HrEntry,
  type HrRecord,
} from '../../domain/hr/record';
import { standingIn } from '../../domain/hr/next-move';
import { hrNeedsOf, hrStatusOf, NO_EMAIL, type HrEventsStatus } from '../../domain/hr/status';
import { parseHrEvent } from '../../domain/parsing';
import { now } from '../run/clock';
import { isFinal } from '../../domain/status';
import { bringRunInLine } from './bring-run-in-line';
import { learnHowItEnded } from './how-it-ended';
import { closeRun } from './close-run';
import { Outbox } from '../notices/outbox';
import { hrPublisher } from './publish';
import { understand } from './understand';

/** How long facts are remembered: an old event that is sent again must not start anything. */
const REMEMBERED = '365d';
/** Where all that is known is that somebody stays: as long as senders repeat, and twice that. */
const REMEMBERED_BRIEFLY = '7d';
/** How often a run is looked at whose end nobody would tell. */
const LOOK_AGAIN = '1d';

/** One employee's HR events under way: the record, which alone outlives it, and what is being done about them. */
export class Employee {
  /** Events that are being completed at the moment. */
  private readonly busy = new Set<HrEvent>();
  private hasNews = false;
  private readonly show: () => void;
  private readonly outbox = new Outbox();
  /** How often what could not be completed is tried again; the policy's `sweepInterval` once it is read. */
  tryAgainAfter = '15m';

  /** The run whose end Temporal tells this history; one that an earlier history started is looked at, now and then. */
  watched: FollowedRun | undefined;

  constructor(readonly record: HrRecord) {
    this.show = hrPublisher(record, this.outbox);
    this.show();
  }

  status = (): HrEventsStatus => hrStatusOf(this.record);
  bringRunInLine = () => bringRunInLine(this);

  /** An event came in. */
  take(argument: unknown): void {
    const parsed = parseHrEvent(argument);
    if ('problem' in parsed) {
      log.warn(`A signal that is no HR event was ignored: ${parsed.problem}`);
      return;
    }
    const event = parsed.value;
    const { source, id, kind, occurredAt, receivedAt } = event;
    if (!isNew(this.record, event)) return;
    this.record.employee = { ...this.record.employee, ...event.employee };
    this.note('event', `${source}: ${kind}`, { source, id, kind, occurredAt, receivedAt });
    this.record.waiting.push({ event });
    this.wake();
  }

  /** The leaver's run came into another state. */
  follow(argument: unknown): void {
    const { workflowId, state } = (argument ?? {}) as Partial<ChildState>;
    const { run } = this.record;
    if (!run || !state || run.workflowId !== workflowId || hasEnded(run) || isFinal(state)) return;
    closeRun(this, run, state);
  }

  dismiss({ by, reason }: { by: string; reason: string }): void {
    const needs = hrNeedsOf(this.record);
    const codes = needs.map(({ code }) => code);
    const text = `Dismissed by ${by}: ${reason} (${codes.join(', ')})`;
    noteHr(this.record, {
      ...{ at: now(), kind: 'message', text },
      dismissal: { by, reason, codes: [...new Set(codes)] },
    });
    this.record.waiting = this.record.waiting.filter(({ code }) => code === undefined);
    this.record.questions = [];
    // Whoever dismisses that has offboarded the employee by hand, or will not: nobody is asked once more. But a run
    // that was started meanwhile follows such a fact, and goes on.
    const isAboutEmail = needs.some(({ code }) => code === NO_EMAIL);
    if (isAboutEmail && !this.isFollowing && patched('dismiss-settles'))
      for (const { fact } of standingIn(this.record, now())) settle(this.record, fact.id);
    this.wake();
  }

  /** Has what came in completed, side by side: one that hangs at the HR system holds up no other. */
  understandEvents(): void {
    for (const waiting of this.record.waiting) {
      if (this.busy.has(waiting.event) || (waiting.dueAt ?? '') > now()) continue;
      this.busy.add(waiting.event);
      void understand(this, waiting).finally(() => {
        this.busy.delete(waiting.event);
        this.wake();
      });
    }
  }

  ask(code: string, message: string): void {
    if (this.record.questions.some((question) => question.code === code)) return;
    this.record.questions.push({ code, message, at: now() });
    this.note('message', `A person is needed (${code}): ${message}`);
    this.show();
  }

  /** The e-mail has come: a question for it is none any more. */
  emailIsKnown(): void {
    const { questions } = this.record;
    if (!questions.some(({ code }) => code === NO_EMAIL) || !patched('email-answers')) return;
    this.record.questions = questions.filter(({ code }) => code !== NO_EMAIL);
    this.show();
  }

  note(kind: HrEntry['kind'], text: string, event?: HrEntry['event']): void {
    noteHr(this.record, { at: now(), kind, text, ...(event ? { event } : {}) });
  }

  wake(): void {
    this.hasNews = true;
    this.show();
  }

  /** Waits for an event, a change of the run, or the time to try again; answers whether there is more to come. */
  async untilSomethingHappens(): Promise<boolean> {
    this.show();
    const { record } = this;
    if (this.busy.size === 0 && !this.hasNews && this.isDone) {
      await this.outbox.empty();
      return this.hasNews;
    }
    // Of one that is being asked again, the time has passed.
    const dueAt = record.waiting
      .flatMap((waiting) => (this.busy.has(waiting.event) ? [] : (waiting.dueAt ?? [])))
      .sort()[0];
    const idle = this.isOwnUnwatched ? LOOK_AGAIN : this.remembered;
    const wait = dueAt === undefined ? toMs(idle) : Date.parse(dueAt) - Date.now();
    const summary = dueAt === undefined ? 'HR events are remembered' : 'Until HR is asked again';
    // Whoever is busy wakes us, but may be long about it. A time that has passed must still be a timer.
    const isWokenOnly = this.busy.size > 0 && (dueAt === undefined || !patched('due-beside-busy'));
    if (isWokenOnly) await condition(() => this.hasNews);
    else await condition(() => this.hasNews, Math.max(1, wait), { summary });
    if (!this.hasNews && this.isOwnUnwatched) await learnHowItEnded(this, record.run);
    const isOver = !this.hasNews && dueAt === undefined && !this.isOpen;
    this.hasNews = false;
    if (isOver || this.canContinueAsNew) await this.outbox.empty();
    if (this.canContinueAsNew) await continueAsNew(record);
    // Something may have come in while notices left.
    return !isOver || this.hasNews;
  }

  /** Something is under way, or waits for a person. */
  private get isOpen(): boolean {
    return this.busy.size > 0 || this.isFollowing || hrNeedsOf(this.record).length > 0;
  }

  private get isOwnUnwatched(): boolean {
    const { run } = this.record;
    return run !== undefined && run !== this.watched && !run.isJoined && !hasEnded(run);
  }

  private get isFollowing(): boolean {
    return this.record.run !== undefined && !hasEnded(this.record.run);
  }

  /** Nothing came of it, and nothing is left to remember. */
  private get isDone(): boolean {
    const { facts, waiting, questions } = this.record;
    return facts.length + waiting.length + questions.length === 0;
  }

  private get remembered(): string {
    return this.record.run ? REMEMBERED : REMEMBERED_BRIEFLY;
  }

  private get canContinueAsNew(): boolean {
    return workflowInfo().continueAsNewSuggested && this.busy.size === 0 && allHandlersFinished();
  }
}
