import type { AttemptEntry, OffboardingReport, ReportEntry } from '../report';
import { isFinal } from '../status';
import type { StepName } from '../steps';
import { canonical } from './chain';
import { isDismissal } from './dismissals';

const same = (one: object, other: object): boolean => canonical(one) === canonical(other);

/** A report as a file has it; `asOf` where the run was under way when it was written. */
type FiledReport = OffboardingReport & { asOf?: string };

/** What a run that bears a report out has more than it. */
interface BorneOut {
  /** Entries that came since. */
  since: number;
  /** Tries of the file that the run only counts by now: what they called cannot be compared. */
  counted: number;
}

/**
 * What a report holds that the run, as Temporal keeps it, does not bear out, in words. A run under way goes on: it may
 * have more entries since, and tries of before may only be counted by now.
 *
 * @param cutOff how Temporal ended the run before its own end; absent: it did not
 */
export function compareWithRun(
  report: FiledReport,
  run: OffboardingReport,
  cutOff: string | undefined,
): string | BorneOut {
  if (report.workflowId !== run.workflowId || report.runId !== run.runId)
    return `The file is about run ${report.runId} of ${report.workflowId}; what goes by that id in Temporal is run ${run.runId} of ${run.workflowId}.`;
  if (!same(report.request, run.request))
    return "The request in the file is not the run's: who asked, for whom or why was changed.";
  if (report.zoomBefore && !same(report.zoomBefore, run.zoomBefore ?? {}))
    return 'The Zoom account before the change is not in the file as the run has it.';
  const followed = followEntries(report.entries, run.entries);
  if (typeof followed === 'string') return followed;
  const { since, counted } = followed;
  return differenceOfEnd(report, run, since, cutOff) ?? { since: since.length, counted };
}

interface Followed {
  /** Entries of the run that the file has not. */
  since: ReportEntry[];
  counted: number;
}

/** Goes through both side by side: each entry of the file is the run's next, or one that the run only counts by now. */
function followEntries(
  file: readonly ReportEntry[],
  all: readonly ReportEntry[],
): string | Followed {
  const run = all.filter((entry) => !isDismissal(entry));
  const dismissals = all.filter(isDismissal);
  let [next, counted] = [0, 0];
  /** How many tries each entry of the run may still stand for. */
  const left = run.map(timesOf);
  for (const [index, entry] of file.entries()) {
    if (isDismissal(entry)) {
      const kept = dismissals.findIndex((other) => same(entry, other));
      if (kept < 0)
        return `Entry ${index + 1} is not in HR's events as Temporal has them: it was changed or added in the file.`;
      dismissals.splice(kept, 1);
      continue;
    }
    const kept = run[next];
    const times = timesOf(entry);
    const isNext = kept !== undefined && hasBecome(entry, kept);
    const counter = isNext
      ? next
      : run.findIndex((other, i) => i < next && isCountedBy(entry, other) && left[i]! >= times);
    if (counter >= 0) left[counter]! -= times;
    if (isNext) next += 1;
    else if (counter >= 0) counted += times;
    else if (kept)
      return `Entry ${index + 1} is not as the run has it: it was changed, added, removed or moved in the file.`;
    else
      return `Entry ${index + 1} and what follows it is not in the run, which has ${run.length}: it was added to the file.`;
  }
  const missing: readonly ReportEntry[] = [...run.slice(next), ...dismissals];
  return { since: all.filter((entry) => missing.includes(entry)), counted };
}

const timesOf = (entry: ReportEntry): number => (entry.kind === 'attempt' ? (entry.times ?? 1) : 1);

/** Whether one of the tries that an entry of the run counts may be this one. */
function isCountedBy(entry: ReportEntry, counter: ReportEntry): boolean {
  if (entry.kind !== 'attempt' || counter.kind !== 'attempt') return false;
  return (
    entry.step === counter.step &&
    entry.outcome === counter.outcome &&
    entry.code === counter.code &&
    counter.at <= entry.at &&
    (entry.until ?? entry.at) <= (counter.until ?? '')
  );
}

/** An entry stays as it was written, but for one that counts others too. */
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
  since: readonly ReportEntry[],
  cutOff: string | undefined,
): string | undefined {
  const { status, asOf = file.entries.at(-1)?.at ?? '' } = file;
  const next = since.find((entry) => !isDismissal(entry));
  const older = since.find(
    (entry) => entry.at < asOf && (entry === next ? file.asOf !== undefined : isDismissal(entry)),
  );
  if (older)
    return `Entry ${run.entries.indexOf(older) + 1} of the run is older than the file, and is not in it: it was removed.`;
  if (isFinal(status.state)) {
    if (next)
      return `The run has ended with ${run.entries.length} entries, and the file has ${file.entries.length}: some were removed from its end.`;
    // Files from before dry runs said so lack it.
    const { wouldBe: _wouldBe, ...known } = run.status;
    return same(status, status.wouldBe === undefined ? known : run.status)
      ? undefined
      : 'The status in the file is not the one with which the run ended.';
  }
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
