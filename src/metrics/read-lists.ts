import type { OffboardingClient } from '../client';
import { byCode, LATE_MS } from '../client/waiting';
import { isFinal, RUN_STATES } from '../domain/status';

type Lists = Pick<OffboardingClient, 'runs' | 'heldRuns'>;

/** How everybody stands, as Temporal's lists know it. */
export interface Standings {
  /** How many are in each state that a run under way can be in. */
  runs: Record<string, number>;
  /** How many wait, by the code that they wait with; one with two codes counts in both. */
  waiting: ReadonlyMap<string, number>;
  late: number;
  breakerTripped: boolean;
}

const OPEN_STATES = RUN_STATES.filter((state) => !isFinal(state));
const WAITING = { states: ['blocked', 'held'] };
/** Beyond so many, those who wait are counted, and not read: a feed gone wild has ten thousand held. */
const READ_AT_MOST = 500;

/**
 * Counts; of those who wait, and they are few, it reads the codes.
 * @param known codes that somebody was seen to wait with: where many wait, others may not be among those read
 */
export async function readLists(
  { runs, heldRuns }: Lists,
  known: Iterable<string>,
): Promise<Standings> {
  const effectiveBefore = new Date(Date.now() - LATE_MS).toISOString();
  const late = { states: ['running', 'blocked'], effectiveBefore, notContained: true } as const;
  const [counts, unseen, isLate, waiting, breakerTripped] = await Promise.all([
    Promise.all(OPEN_STATES.map(async (state) => [state, await runs.count({ states: [state] })])),
    runs.count({ stateless: true, underWay: true }),
    runs.count(late),
    readWaiting(runs, known),
    heldRuns.isTripped(),
  ]);
  return {
    runs: { ...Object.fromEntries(counts), unseen } as Record<string, number>,
    waiting,
    late: isLate,
    breakerTripped,
  };
}

async function readWaiting(
  runs: Lists['runs'],
  known: Iterable<string>,
): Promise<Map<string, number>> {
  const found = await runs.find(WAITING, READ_AT_MOST);
  const read = byCode(found).map(([code, some]): [string, number] => [code, some.length]);
  if (found.length < READ_AT_MOST) return new Map(read);
  const codes = new Set([...known, ...read.map(([code]) => code)]);
  const counted = [...codes].map(async (blockedOn): Promise<[string, number]> => {
    const many = await runs.count({ ...WAITING, blockedOn });
    return [blockedOn, many];
  });
  return new Map(await Promise.all(counted));
}
