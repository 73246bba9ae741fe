import type { AttemptEntry, OffboardingReport, ReportEntry } from '../report';
import { isFinal } from '../status';
import type { StepName } from '../steps';
import { canonical } from './chain';

const same = (one: object, other: object): boolean => canonical(one) === canonical(other);

/** A report as a file has it; `asOf` where the run was under way when it was written. */
type FiledReport = OffboardingReport & { asOf?: string };

/**
 * What a report holds that the run, as Temporal keeps it, does not bear out; undefined where it bears all of it out.
 * A run under way goes on: it may have more entries since, and a repeated try may have been repeated more often.
 *
 * @param cutOff how Temporal ended the run before its own end; absent: it did not
 */
export function differenceFromRun(
  report: FiledReport,
  run: OffboardingReport,
  cutOff: string | undefined,
): string | undefined {
  if (report.workflowId !== run.workflowId || report.runId !== run.runId)
    return `The file is about run ${report.runId} of ${report.workflowId}; what goes by that id in Temporal is run ${run.runId} of ${run.workflowId}.`;
  if (!same(report.request, run.request))
    return "The request in the file is not the run's: who asked, for whom or why was changed.";
  if (report.zoomBefore && !same(report.zoomBefore, run.zoomBefore ?? {}))
    return 'The Zoom account before the change is not in the file as the run has it.';
  for (const [index, entry] of report.entries.entries()) {
    const kept = run.entries[index];
    if (!kept)
      return `Entry ${index + 1} and what follows it is not in the run, which has ${run.entries.length}: it was added to the file.`;
    if (!hasBecome(entry, kept))
      return `Entry ${index + 1} is not as the run has it: it was changed, added, removed or moved in the file.`;
  }
  return differenceOfEnd(report, run, cutOff);
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

function differenceOfEnd(
  file: FiledReport,
  run: OffboardingReport,
  cutOff: string | undefined,
): string | undefined {
  const { status, asOf = '' } = file;
  const next = run.entries[file.entries.length];
  if (isFinal(status.state)) {
    if (next)
      return `The run has ended with ${run.entries.length} entries, and the file has ${file.entries.length}: some were removed from its end.`;
    return same(status, run.status)
      ? undefined
      : 'The status in the file is not the one with which the run ended.';
  }
  if (next && next.at < asOf)
    return `Entry ${file.entries.length + 1} of the run is older than the file, and is not in it: it was removed.`;
  if (cutOff !== undefined && !next && !same(status, run.status))
    return 'The status in the file is not the one with which the run was cut off.';
  const unfounded = status.steps.find(({ step, state }) => state === 'done' && !isDone(file, step));
  if (unfounded)
    return `The status in the file calls ${unfounded.step} done, and no entry of it does: the status was changed.`;
  const changed = KEPT.find(
    (field) => status[field] !== undefined && status[field] !== run.status[field],
  );
  return changed && `The status in the file is not the run's: ${changed} was changed.`;
}

const isDone = ({ entries }: OffboardingReport, name: StepName): boolean =>
  entries.some(
    (entry) =>
      (entry.kind === 'attempt' && entry.step === name && entry.outcome === 'done') ||
      (entry.kind === 'decision' && entry.step === name && entry.decision === 'markDone'),
  );
