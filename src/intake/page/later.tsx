/** @jsxRuntime automatic @jsxImportSource preact */
import type { RunOverview } from '../../client/run-list';
import type { WebUi } from '../../domain/web-ui';
import type { Board } from './board';
import { startOfDay } from './lists';
import { Moment } from './moment';
import { More } from './more';
import { RunsTable, SOURCE, type Column } from './runs-table';
import { dayInWords, leavers } from './words';

interface Props {
  board: Board;
  webUi: WebUi | undefined;
}

const COLUMNS: Column[] = [
  { label: 'Effective', cell: ({ effectiveAt }) => effectiveAt && <Moment at={effectiveAt} /> },
  SOURCE,
];

/** Who is scheduled from tomorrow on, day by day. */
export function Later({ board: { at, later }, webUi }: Props) {
  const tomorrow = startOfDay(at, 1).toISOString().slice(0, 10);
  return (
    <section aria-labelledby="later">
      <h2 id="later">Scheduled from tomorrow on</h2>
      {later.runs.length === 0 && <p>Nobody is scheduled from tomorrow on.</p>}
      {byDay(later.runs).map(([day, runs]) => (
        <>
          <h3>
            {day === tomorrow && 'Tomorrow, '}
            <time dateTime={day}>{dayInWords(new Date(day))}</time>
            <span class="soft count"> {leavers(runs.length)}</span>
          </h3>
          <RunsTable
            caption={<>Who leaves on {dayInWords(new Date(day))}</>}
            columns={COLUMNS}
            runs={runs}
            webUi={webUi}
          />
        </>
      ))}
      <More of={later} command={`npx offboard list --state scheduled --from ${tomorrow}`} />
    </section>
  );
}

/** In their order; a day is one in UTC. */
function byDay(runs: readonly RunOverview[]): [day: string, runs: RunOverview[]][] {
  const days = new Map<string, RunOverview[]>();
  for (const run of runs) {
    const day = (run.effectiveAt ?? run.openedAt).slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), run]);
  }
  return [...days];
}
