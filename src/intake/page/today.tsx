/** @jsxRuntime automatic @jsxImportSource preact */
import type { RunOverview } from '../../client/run-list';
import type { WebUi } from '../../domain/web-ui';
import type { Board } from './board';
import { Moment } from './moment';
import { More } from './more';
import { RunsTable, SOURCE, type Column } from './runs-table';
import { State } from './state';

/** Milliseconds: a worker begins sooner, and Temporal's lists tell of it sooner. */
const LATE_MS = 60_000;

interface Props {
  board: Board;
  webUi: WebUi | undefined;
}

/** Who is under way, and who is due before tomorrow. */
export function Today({ board, webUi }: Props) {
  const { at, atWork, dueToday, stateless } = board;
  const lists = [atWork, stateless, dueToday];
  const runs = lists.flatMap((list) => list.runs);
  const columns: Column[] = [
    { label: 'State', cell: (run) => <State state={run.state}>{asideOf(run, at)}</State> },
    {
      label: 'Effective',
      cell: ({ effectiveAt, openedAt }) => <Moment at={effectiveAt ?? openedAt} now={at} />,
    },
    SOURCE,
  ];
  return (
    <section aria-labelledby="today">
      <h2 id="today">Under way, and due today</h2>
      {runs.length === 0 ? (
        <p>Nothing is under way, and nobody else leaves today.</p>
      ) : (
        <RunsTable
          caption="Who is under way, and who is due today"
          columns={columns}
          runs={runs}
          webUi={webUi}
        />
      )}
      <More of={atWork} command="npx offboard list --state running contained" />
      <More of={dueToday} command={`npx offboard list --state scheduled --to ${dateOf(at)}`} />
      <More of={stateless} command="npx offboard list" />
    </section>
  );
}

const dateOf = (at: Date): string => at.toISOString().slice(0, 10);

function asideOf({ state, effectiveAt, openedAt }: RunOverview, now: Date): string | undefined {
  const isOlder = (moment: string) => Date.parse(moment) < now.getTime() - LATE_MS;
  if (state === undefined && isOlder(openedAt)) return 'does a worker run?';
  if (state === 'scheduled' && isOlder(effectiveAt ?? openedAt)) return 'late: does a worker run?';
  return undefined;
}
