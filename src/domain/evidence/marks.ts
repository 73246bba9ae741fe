import type { ReportEntry } from '../report';
import type { TimeScale } from './time-scale';

/** What a mark stands for; each has a shape and a colour of its own. */
export type MarkKind =
  'done' | 'notApplicable' | 'retry' | 'failed' | 'lost' | 'decision' | 'message';

/** One entry, or several of a kind that lie too near to each other to be told apart. */
export interface Mark {
  kind: MarkKind;
  /** 0 to 1. */
  x: number;
  /** Where the last one lies, if not at the same place. */
  until?: number;
  /** How many tries, decisions or messages. */
  count: number;
  /** The next mark is far enough to the right for the count to stand beside this one. */
  hasRoom?: true;
  /** The codes of the first few. */
  codes: string[];
  at: string;
}

/** Marks of one kind within such a part of the picture become one. */
const PARTS = 60;
const CODES_SHOWN = 3;
/** What a count takes, of the whole picture. */
const ROOM = 0.06;

function kindOf(entry: ReportEntry): MarkKind {
  if (entry.kind !== 'attempt') return entry.kind === 'decision' ? 'decision' : 'message';
  if (entry.outcome !== 'failed') return entry.outcome;
  return entry.nextAttemptAt === undefined ? 'failed' : 'retry';
}

/** The marks of one lane, in the order of time: what came later lies on top. */
export function marksOf(entries: readonly ReportEntry[], { x }: TimeScale): Mark[] {
  const marks = new Map<string, Mark>();
  for (const entry of entries) {
    const [kind, from] = [kindOf(entry), x(entry.at)];
    const {
      times = 1,
      until,
      code,
    } = entry.kind === 'attempt' ? entry : { until: undefined, code: undefined };
    const key = `${kind} ${Math.floor(from * PARTS)}`;
    const mark = marks.get(key) ?? { kind, x: from, count: 0, codes: [], at: entry.at };
    mark.count += times;
    if (code !== undefined && !mark.codes.includes(code) && mark.codes.length < CODES_SHOWN)
      mark.codes.push(code);
    const to = until === undefined ? from : x(until);
    if (to - mark.x > 1 / PARTS) mark.until = Math.max(mark.until ?? 0, to);
    marks.set(key, mark);
  }
  const found = [...marks.values()];
  for (const mark of found)
    if (mark.x < 1 - ROOM && !found.some(({ x: other }) => other > mark.x && other - mark.x < ROOM))
      mark.hasRoom = true;
  return found;
}
