import type { AttemptEntry, OffboardingReport, ReportEntry } from '../report';
import { isFinal } from '../status';
import { canonical } from './chain';

const same = (one: object, other: object): boolean => canonical(one) === canonical(other);

/**
 * What a report holds that the run, as Temporal keeps it, does not bear out; undefined where it bears all of it out.
 * A run under way goes on: it may have more entries since, and a repeated try may have been repeated more often.
 */
export function differenceFromRun(
  report: OffboardingReport,
  run: OffboardingReport,
): string | undefined {
  if (report.workflowId !== run.workflowId || report.runId !== run.runId)
    return `The file is about run ${report.runId} of ${report.workflowId}; what goes by that id in Temporal is run ${run.runId} of ${run.workflowId}.`;
  if (!same(report.request, run.request))
    return "The request in the file is not the run's: who asked, for whom or why was changed.";
  for (const [index, entry] of report.entries.entries()) {
    const kept = run.entries[index];
    if (!kept)
      return `Entry ${index + 1} and what follows it is not in the run, which has ${run.entries.length}: it was added to the file.`;
    if (!hasBecome(entry, kept))
      return `Entry ${index + 1} is not as the run has it: it was changed, added, removed or moved in the file.`;
  }
  return differenceOfEnd(report, run);
}

/** An entry stays as it was written, but for a repeated try, which counts on. */
function hasBecome(entry: ReportEntry, kept: ReportEntry): boolean {
  if (same(entry, kept)) return true;
  if (entry.kind !== 'attempt' || kept.kind !== 'attempt') return false;
  return (
    (entry.times ?? 1) < (kept.times ?? 1) &&
    (entry.until ?? entry.at) <= (kept.until ?? '') &&
    same(once(entry), once(kept))
  );
}

function once({ times: _times, until: _until, ...entry }: AttemptEntry): object {
  return entry;
}

/** Moments that stay once they are there. */
const KEPT = ['startedAt', 'containedAt', 'finishedAt', 'email', 'employeeId'] as const;

function differenceOfEnd(report: OffboardingReport, run: OffboardingReport): string | undefined {
  const { status } = report;
  if (isFinal(status.state)) {
    if (report.entries.length < run.entries.length)
      return `The run has ended with ${run.entries.length} entries, and the file has ${report.entries.length}: some were removed from its end.`;
    return same(status, run.status)
      ? undefined
      : 'The status in the file is not the one with which the run ended.';
  }
  const changed = KEPT.find(
    (field) => status[field] !== undefined && status[field] !== run.status[field],
  );
  return changed && `The status in the file is not the run's: ${changed} was changed.`;
}
