import type { AuditRow } from '../../domain/evidence/audit-row';
import type { AuditSummary } from '../../domain/evidence/audit-summary';
import { STEP_TITLES } from '../../domain/steps';
import { duration, realRunWords } from '../status/render-status';
import type { Fact } from './facts';

/** 'Bob decided skip for "Rotate the Zoom password" at 2026-…: has none' */
export const decisionWords = ({ at, by, decision, step, reason }: AuditRow['decisions'][number]) =>
  `${by} decided ${decision} for "${STEP_TITLES[step]}" at ${at}: ${reason}`;

/** 'Bob at 2026-…: resignation withdrawn' */
export const answerWords = ({ at, by = 'somebody', reason }: AuditRow['released'][number]) =>
  `${by} at ${at}${reason === undefined ? '' : `: ${reason}`}`;

/** What people, or HR, said of a whole run, a line each. */
export const answerLines = ({ released, rescinded }: AuditRow): string[] => [
  ...released.map((answer) => `released by ${answerWords(answer)}`),
  ...rescinded.map((answer) => `taken back by ${answerWords(answer)}`),
];

/** 'dry run: a real run would be blocked' */
export function dryRunWords({ dryRun, state, wouldBe }: AuditRow): string | undefined {
  if (!dryRun) return undefined;
  return state === 'completed' ? `dry run: ${realRunWords({ wouldBe })}` : 'dry run';
}

/** A run that nobody could read may be contained or not: that is not for a table to say. */
export function containedWords(row: AuditRow): string | undefined {
  const { secondsToContained: seconds, readFrom, containedAt, state } = row;
  if (row.dryRun) return undefined;
  if (state === 'scheduled') return 'not due yet';
  if (seconds === undefined && containedAt !== undefined) return `contained at ${containedAt}`;
  if (seconds !== undefined) return `contained after ${duration(seconds * 1_000)}`;
  return readFrom === 'list' ? 'contained or not is not known' : 'not contained';
}

/** The summary, a line each; what there is none of is left out, but for the questions that an auditor has. */
export function summaryFacts(summary: AuditSummary): Fact[] {
  const { runs, dryRuns, states, timeToContained: time, contained } = summary;
  const inStates = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  const percentiles = (['p50', 'p90', 'p95', 'p99', 'max'] as const).map((name) =>
    time ? `${name} ${duration(time[name] * 1_000)}` : name,
  );
  const some = (name: string, count: number): Fact[] => (count > 0 ? [[name, String(count)]] : []);
  return [
    ['runs', [String(runs), ...(runs > 0 ? [`: ${inStates.join(', ')}`] : [])].join('')],
    ['contained', String(contained)],
    ...(time ? [['time to contained', percentiles.join(', ')] as const] : []),
    ['never contained', String(summary.neverContained)],
    ...some('not yet contained', summary.notYetContained),
    ...some('not due yet', summary.notYetDue),
    ...some('taken back after the start', summary.takenBack),
    ...some('called off before the start', summary.neverStarted),
    ...some('evidence not read', summary.unread),
    ...some('nothing known of', summary.unknown),
    ...some('dry runs, not counted above', dryRuns),
  ];
}
