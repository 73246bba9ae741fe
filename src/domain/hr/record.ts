import type { RunState } from '../status';
import type { HrEvent } from './event';
import { compareFacts, type HrFact } from './fact';

/** An event that could not be understood yet, and what stands in the way. */
export interface WaitingEvent {
  event: HrEvent;
  /** `bamboohr.401`, `employee.noEmail`; absent on the first try. */
  code?: string;
  message?: string;
  /** ISO 8601, UTC: when it is tried again. */
  dueAt?: string;
}

/** The leaver's run, as far as HR's events know of it. */
export interface FollowedRun {
  workflowId: string;
  /** Another trigger started it, so that it does not report here. */
  isJoined: boolean;
  /** The id of the fact it follows, and when the employment ends by it. */
  factId: string;
  effectiveAt: string;
  /** As it last reported; `ended` where nobody told how. */
  state: RunState | 'ended' | 'cutOff';
  /** What it was told last, so that nothing is said twice. */
  told: string;
}

/** What came of one event: the evidence. */
export interface HrEntry {
  at: string;
  /** `event`: came in; `run`: something was done to the leaver's run; `message`: a person's. */
  kind: 'event' | 'run' | 'message';
  text: string;
  /** A person's answer to all that was asked: who, why, and the codes of the questions. */
  dismissal?: { by: string; reason: string; codes: string[] };
  event?: Pick<HrEvent, 'source' | 'id' | 'kind' | 'occurredAt' | 'receivedAt'>;
}

/** All that is known of an employee's HR events; plain data, for it continues as new. */
export interface HrRecord {
  employee: { id?: string; email?: string };
  /** Ids of the events that came, the newest last. */
  seen: string[];
  waiting: WaitingEvent[];
  facts: HrFact[];
  run?: FollowedRun;
  /** Facts whose run has ended: a termination they decided is not carried out again. */
  settled: string[];
  /** What a completed run has answered, and when it was completed; times are ISO 8601, UTC. */
  carriedOut?: { until: string; at: string; now: boolean };
  /** Questions to a person, by their code. */
  questions: { code: string; message: string; at: string }[];
  entries: HrEntry[];
}

/** Senders repeat for days, and a person has few events; the bounds are for senders gone wild. */
const LIMITS = { seen: 1_000, facts: 200, settled: 200, entries: 500 } as const;

export const newHrRecord = (): HrRecord => ({
  employee: {},
  seen: [],
  waiting: [],
  facts: [],
  settled: [],
  questions: [],
  entries: [],
});

/** Whether the event is new; it counts as seen from now on. Ids are the sender's, so two senders may use the same. */
export function isNew(record: HrRecord, { source, id }: HrEvent): boolean {
  const key = `${source} ${id}`;
  if (record.seen.includes(key)) return false;
  record.seen = [...record.seen, key].slice(-LIMITS.seen);
  return true;
}

export function addFact(record: HrRecord, fact: HrFact): void {
  record.facts = [...record.facts, fact].sort(compareFacts).slice(-LIMITS.facts);
}

export function settle(record: HrRecord, factId: string): void {
  if (!record.settled.includes(factId))
    record.settled = [...record.settled, factId].slice(-LIMITS.settled);
}

export function noteHr(record: HrRecord, entry: HrEntry): void {
  record.entries = [...record.entries, entry].slice(-LIMITS.entries);
}

const ENDED: readonly FollowedRun['state'][] = [
  'completed',
  'completedWithExceptions',
  'rescinded',
  'cancelled',
  'ended',
  'cutOff',
];

export const hasEnded = ({ state }: FollowedRun): boolean => ENDED.includes(state);
