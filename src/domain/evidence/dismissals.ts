import type { HrEntry } from '../hr/record';
import type { MessageEntry, OffboardingReport, ReportEntry } from '../report';

/** A person's answer to what HR's events of the leaver asked, as the leaver's own report shows it. */
export type Dismissal = MessageEntry & { message: 'dismiss' };

export const isDismissal = (entry: ReportEntry): entry is Dismissal =>
  entry.kind === 'message' && entry.message === 'dismiss';

/** @param to workflow id of HR's events */
export const dismissalsIn = (entries: readonly HrEntry[], to: string): Dismissal[] =>
  entries.flatMap(({ at, dismissal }): Dismissal[] =>
    dismissal ? [{ kind: 'message', at, message: 'dismiss', to, ...dismissal }] : [],
  );

/**
 * The run's report with the dismissals since it was asked for, each where it belongs by its time. The run itself knows
 * nothing of them: HR's events outlive it, and most of what they ask is about a run that has ended.
 */
export function withDismissals(
  report: OffboardingReport,
  dismissals: readonly Dismissal[],
): OffboardingReport {
  const begun = report.entries[0]?.at ?? '';
  const entries = [...report.entries];
  for (const dismissal of dismissals.filter(({ at }) => at >= begun))
    entries.splice(entries.findLastIndex(({ at }) => at <= dismissal.at) + 1, 0, dismissal);
  return { ...report, entries };
}
