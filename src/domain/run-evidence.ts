import type { AttemptEntry, ReportEntry } from './report';
import type { RunRecord } from './run-record';

/** Adds to the evidence. A sweep that goes as the last one did only counts: a run may be blocked for months. */
export function note(record: RunRecord, entry: ReportEntry): void {
  const before = entry.kind === 'attempt' ? lastSame(record.entries, entry) : undefined;
  if (!before) {
    record.entries.push(entry);
    return;
  }
  before.times = (before.times ?? 1) + 1;
  before.until = entry.at;
}

/** How far back a repetition is looked for: a sweep of both providers, its retries and their states. */
const WINDOW = 8;
/** The first tries of a step are kept one by one, however alike. */
const KEPT_ONE_BY_ONE = 12;

function lastSame(entries: ReportEntry[], entry: AttemptEntry): AttemptEntry | undefined {
  const tries = entries.filter(
    (other): other is AttemptEntry => other.kind === 'attempt' && other.step === entry.step,
  );
  if (tries.length < KEPT_ONE_BY_ONE) return undefined;
  return tries
    .slice(-WINDOW)
    .find((other) => other.outcome === entry.outcome && other.code === entry.code);
}
