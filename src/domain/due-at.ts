import type { RunRecord } from './run-record';

/**
 * The moment from which the time to containment counts: the effective time of a run that waited for it, however late it
 * woke; the release of one that people held; else its start. Absent before that.
 */
export function dueAt({
  entries,
  startedAt,
  effectiveAt,
}: Pick<RunRecord, 'entries' | 'startedAt' | 'effectiveAt'>): string | undefined {
  if (startedAt === undefined) return undefined;
  const was = (state: 'scheduled' | 'held') =>
    entries.some((entry) => entry.kind === 'state' && entry.state === state);
  const waited = was('scheduled') && !was('held') && effectiveAt < startedAt;
  return waited ? effectiveAt : startedAt;
}
