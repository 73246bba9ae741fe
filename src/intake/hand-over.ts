import type { Logger } from 'pino';
import { within } from '../client/within';
import type { HrEvent } from '../domain/hr/event';
import { parseHrEvent } from '../domain/parsing';
import { fromClient } from './client-failure';
import { UnprocessableWebhook, type FieldFault } from './errors';
import type { IntakeClient } from './intake-client';
import { Unavailable } from './unavailable';

/** Senders give up after 3 s, the quickest of them. */
const PATIENCE_MS = 2_700;
/** Employees whose events are handed over side by side, of one request. */
const SIDE_BY_SIDE = 20;

/** Gives events to Temporal: what it has said yes to is never lost. */
export class HandOver {
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly client: Pick<IntakeClient, 'hrEvent'>,
    private readonly logger: Logger,
  ) {}

  /**
   * Resolves once Temporal has every event; the events of one employee go in their order. When time is up,
   * the sender is told to come again, and what was begun goes on: a repeat finds it done.
   * @throws Unavailable where Temporal has not all of them
   * @throws UnprocessableWebhook where it has all but those that can never be right
   */
  async all(events: readonly HrEvent[]): Promise<void> {
    const work = this.#deliver(events);
    const kept = work.catch(() => undefined).finally(() => this.#underWay.delete(kept));
    this.#underWay.add(kept);
    const late = () => new Unavailable('too_slow', 'The engine is slow just now. Send it again.');
    await within(work, PATIENCE_MS, late);
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #deliver(events: readonly HrEvent[]): Promise<void> {
    const faults: FieldFault[] = [];
    const sound: HrEvent[] = [];
    for (const [index, event] of events.entries()) {
      // What the workflow would refuse must not be acknowledged first.
      const parsed = parseHrEvent(event);
      if ('value' in parsed) sound.push(parsed.value);
      else faults.push(...namedFor(index, events.length, issuesAsFaults(parsed.issues)));
    }
    const lanes = byEmployee(sound);
    let failure: { error: unknown } | undefined;
    const drain = async () => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift())
        for (const event of lane) {
          if (failure) return; // the sender repeats them all
          await this.client.hrEvent(event).catch((error: unknown) => (failure ??= { error }));
        }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, drain));
    if (failure) throw fromClient(failure.error, this.logger);
    if (faults.length > 0) throw new UnprocessableWebhook(faults);
  }
}

function byEmployee(events: readonly HrEvent[]): HrEvent[][] {
  const lanes = new Map<string, HrEvent[]>();
  for (const event of events) {
    const { id, email = '' } = event.employee;
    const who = id ?? email;
    const lane = lanes.get(who) ?? [];
    lane.push(event);
    lanes.set(who, lane);
  }
  return [...lanes.values()];
}

const issuesAsFaults = (issues: readonly unknown[]): FieldFault[] =>
  (issues as { path: PropertyKey[]; message: string }[]).map(({ path, message }) => ({
    field: path.join('.'),
    problem: message,
  }));

/** Names the event too, where there are several. */
const namedFor = (index: number, count: number, faults: readonly FieldFault[]): FieldFault[] =>
  faults.map(({ field, problem }) => {
    const event = count > 1 ? `events[${index}]` : '';
    return { field: [event, field].filter(Boolean).join('.') || 'event', problem };
  });
