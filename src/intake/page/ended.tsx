/** @jsxRuntime automatic @jsxImportSource preact */
import type { WebUi } from '../../domain/web-ui';
import type { Board } from './board';
import { Moment } from './moment';
import { More } from './more';
import { RunsTable, SOURCE, type Column } from './runs-table';
import { State } from './state';

interface Props {
  board: Board;
  webUi: WebUi | undefined;
}

const COLUMNS: Column[] = [
  { label: 'How', cell: ({ state }) => <State state={state} /> },
  { label: 'Ended', cell: ({ closedAt }) => closedAt && <Moment at={closedAt} /> },
  SOURCE,
];

/** Whose run came to its end today, or was cut off. */
export const Ended = ({ board: { endedToday }, webUi }: Props) => (
  <section aria-labelledby="ended">
    <h2 id="ended">Ended today</h2>
    {endedToday.runs.length === 0 ? (
      <p>Nothing has ended today.</p>
    ) : (
      <RunsTable
        caption="What ended today, the last first"
        columns={COLUMNS}
        runs={endedToday.runs}
        webUi={webUi}
      />
    )}
    <More
      of={endedToday}
      command="npx offboard list --state completed completedWithExceptions rescinded cancelled failed terminated timedOut"
    />
  </section>
);
