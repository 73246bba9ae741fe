import type { Logger } from 'pino';
import type { HrEvent } from '../domain/hr/event';
import { parseHrEvent } from '../domain/parsing';
import { fromClient } from './client-failure';
import { UnprocessableWebhook, type FieldFault, type IntakeError } from './errors';
import type { IntakeClient } from './intake-client';
import { Unavailable } from './unavailable';
import { within } from '../client/within';

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
    private readonly patienceMs = PATIENCE_MS,
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
    await within(work, this.patienceMs, late);
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #deliver(events: readonly HrEvent[]): Promise<void> {
    const faults: FieldFault[] = [];
    const sound: Place[] = [];
    for (const [index, event] of events.entries()) {
      // What the workflow would refuse must not be acknowledged first.
      const parsed = parseHrEvent(event);
      if ('value' in parsed) sound.push({ index, event: parsed.value });
      else faults.push(...namedFor(index, events.length, issuesAsFaults(parsed.issues)));
    }
    const lanes = byEmployee(sound);
    let unavailable: IntakeError | undefined;
    const drain = async () => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift())
        for (const { index, event } of lane) {
          if (unavailable) return;
          const refusal = await this.#refusalOf(event);
          // Never repeated by the sender, so the others are handed over all the same.
          if (refusal?.status === 422)
            faults.push(...namedFor(index, events.length, faultsOf(refusal)));
          else if (refusal) unavailable ??= refusal;
        }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, drain));
    if (unavailable) throw unavailable;
    if (faults.length > 0) throw new UnprocessableWebhook(faults);
  }

  async #refusalOf(event: HrEvent): Promise<IntakeError | undefined> {
    try {
      await this.client.hrEvent(event);
      return undefined;
    } catch (error) {
      return fromClient(error, this.logger);
    }
  }
}

interface Place {
  /** Of the event among those of the request. */
  index: number;
  event: HrEvent;
}

function byEmployee(places: readonly Place[]): Place[][] {
  const lanes = new Map<string, Place[]>();
  for (const place of places) {
    const { id, email = '' } = place.event.employee;
    const who = id ?? email;
    const lane = lanes.get(who) ?? [];
    lane.push(place);
    lanes.set(who, lane);
  }
  return [...lanes.values()];
}

const issuesAsFaults = (issues: readonly unknown[]): FieldFault[] =>
  (issues as { path: PropertyKey[]; message: string }[]).map(({ path, message }) => ({
    field: path.join('.'),
    problem: message,
  }));

const faultsOf = ({ faults, message }: IntakeError): readonly FieldFault[] =>
  faults.length > 0 ? faults : [{ field: '', problem: message }];

/** Names the event too, where there are several. */
const namedFor = (index: number, count: number, faults: readonly FieldFault[]): FieldFault[] =>
  faults.map(({ field, problem }) => {
    const event = count > 1 ? `events[${index}]` : '';
    return { field: [event, field].filter(Boolean).join('.') || 'event', problem };
  });
