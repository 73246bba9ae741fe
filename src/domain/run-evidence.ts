import type { AttemptEntry, ReportEntry } from './report';
import type { RunRecord } from './run-record';

/**
 * Tries of a step that are kept one by one, however alike: the first, and the newest, of which there are as many as a
 * blocked run sweeps in six hours. A run may be blocked for months: what lies between is counted by its outcome and code.
 */
const FIRST = 12;
const NEWEST = 24;

/** Adds to the evidence. */
export function note(record: RunRecord, entry: ReportEntry): void {
  record.entries.push(entry);
  if (entry.kind === 'attempt') countWhatLiesBetween(record, entry.step);
}

/** The try that is among the newest no more counts for the one like it, where there is one. */
function countWhatLiesBetween({ entries }: RunRecord, step: AttemptEntry['step']): void {
  const tries = entries.filter(
    (entry): entry is AttemptEntry => entry.kind === 'attempt' && entry.step === step,
  );
  const between = tries.slice(FIRST, -NEWEST);
  const old = between.pop();
  const like = between.find(({ outcome, code }) => outcome === old?.outcome && code === old?.code);
  if (!old || !like) return;
  like.times = (like.times ?? 1) + (old.times ?? 1);
  like.until = old.until ?? old.at;
  entries.splice(entries.indexOf(old), 1);
}
