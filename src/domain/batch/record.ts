import { isFinal, type RunState } from '../status';
import type { BatchRequest, NamedLeaver } from './schemas';
import {
  isProblem,
  MOST_PROBLEMS,
  newCounts,
  type BatchCounts,
  type BatchProblem,
  type Paused,
} from './status';

/** A run that this batch started and that has not ended. */
interface Child {
  line: number;
  state: RunState;
  /** It works, and takes one place of the window. */
  slot?: true;
}

/** Everything a batch knows, as plain data: it travels through continue-as-new, and `status` reads it. */
export interface BatchRecord {
  request: BatchRequest;
  pending: NamedLeaver[];
  pendingBytes: number;
  received: number;
  total?: number;
  isComplete?: true;
  paused?: Paused;
  final?: 'finished' | 'cancelled';
  /** Of all whose turn has come. */
  counts: BatchCounts;
  /** By workflow id. */
  children: Record<string, Child>;
  childrenBytes: number;
  slots: number;
  /** The first that failed or were cancelled. */
  endings: BatchProblem[];
}

/**
 * Temporal takes 2 MiB in one piece, and all of this goes over in one when the history continues as new: 1 MB of
 * rows, this much of children, and the problems.
 */
const MOST_CHILDREN_BYTES = 800_000;
/** What a child costs beside its workflow id. */
const CHILD_BYTES = 60;

export const newBatchRecord = (request: BatchRequest): BatchRecord => ({
  request,
  pending: [],
  pendingBytes: 0,
  received: 0,
  counts: newCounts(),
  children: {},
  childrenBytes: 0,
  slots: 0,
  endings: [],
});

const bytesOf = (workflowId: string): number =>
  new TextEncoder().encode(workflowId).length + CHILD_BYTES;

/** Whether one more run may begin. */
export const hasFreeSlot = ({ request, slots, childrenBytes }: BatchRecord): boolean =>
  slots < request.window && childrenBytes < MOST_CHILDREN_BYTES;

/** Ids come from outside: `__proto__` is no child. */
const childOf = ({ children }: BatchRecord, workflowId: string): Child | undefined =>
  Object.hasOwn(children, workflowId) ? children[workflowId] : undefined;

/** A run is started for the row: it takes a slot until it is known to work no longer. */
export function follow(record: BatchRecord, workflowId: string, line: number): void {
  record.children[workflowId] = { line, state: 'running', slot: true };
  record.childrenBytes += bytesOf(workflowId);
  record.slots += 1;
  record.counts.running += 1;
  makeRoom(record);
}

const WAITING: readonly RunState[] = ['scheduled', 'held', 'blocked'];

/** Where there are too many, the oldest that wait are followed no longer; they stay counted as what they were. */
function makeRoom(record: BatchRecord): void {
  if (record.childrenBytes < MOST_CHILDREN_BYTES) return;
  for (const [workflowId, { state }] of Object.entries(record.children)) {
    if (record.childrenBytes < MOST_CHILDREN_BYTES) return;
    if (WAITING.includes(state)) forget(record, workflowId);
  }
}

function forget(record: BatchRecord, workflowId: string): void {
  if (record.children[workflowId]?.slot) record.slots -= 1;
  delete record.children[workflowId];
  record.childrenBytes -= bytesOf(workflowId);
}

/** Somebody else started the leaver's run before us: it reports to them. */
export function noteJoined(record: BatchRecord, workflowId: string): void {
  const child = childOf(record, workflowId);
  if (!child) return;
  record.counts[child.state] -= 1;
  record.counts.joined += 1;
  forget(record, workflowId);
}

/** A child came into this state. What is not, or no longer, a child of this batch is left alone. */
export function learn(
  record: BatchRecord,
  workflowId: string,
  state: RunState | 'failed',
  message?: string,
): void {
  const child = childOf(record, workflowId);
  if (!child) return;
  const { line } = child;
  record.counts[child.state] -= 1;
  record.counts[state] += 1;
  if (state === 'failed' || isFinal(state)) {
    forget(record, workflowId);
    if (isProblem(state) && record.endings.length < MOST_PROBLEMS)
      record.endings.push({ line, workflowId, state, ...(message ? { message } : {}) });
    return;
  }
  child.state = state;
  // A slot that was freed stays free: a run that goes on later has been let in already.
  if (state !== 'running' && child.slot) {
    delete child.slot;
    record.slots -= 1;
  }
  makeRoom(record);
}

/** All came, and nobody works any more: the rest has ended, or waits for a person or a date. */
export const isSettled = ({ isComplete, pending, counts }: BatchRecord): boolean =>
  isComplete === true && pending.length === 0 && counts.running === 0 && counts.contained === 0;

/** Children that work: what becomes of them must not be missed. */
export const workingChildren = ({ children }: BatchRecord): string[] =>
  Object.entries(children)
    .filter(([, { state }]) => !WAITING.includes(state))
    .map(([workflowId]) => workflowId);
