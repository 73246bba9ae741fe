import { createColors } from 'picocolors';
import type { RunOverview } from '../../client/run-list';
import { visible } from '../../domain/evidence/visible-text';
import { leaverName, standing, whenWords } from './run-words';
import { cut, padEnd, widthOf } from '../terminal/text-width';

type Paint = ReturnType<typeof createColors>;

export interface TableOptions {
  now: Date;
  colour: boolean;
  /** Columns of the terminal, to which lines are cut; absent: they are whole. */
  width?: number;
}

const SIGNS: Record<string, string> = {
  blocked: '✖',
  held: '!',
  running: '▸',
  contained: '◆',
  scheduled: '·',
  completed: '✔',
  completedWithExceptions: '✔',
  rescinded: '↩',
  cancelled: '–',
  failed: '✖',
  terminated: '✖',
  timedOut: '✖',
  dryRun: '·',
};

function painterOf(state: string | undefined, paint: Paint): (text: string) => string {
  switch (SIGNS[state ?? '']) {
    case '✖':
      return paint.red;
    case '!':
      return paint.yellow;
    case '✔':
    case '◆':
      return paint.green;
    case '▸':
      return paint.cyan;
    default:
      return paint.dim;
  }
}

const HEADINGS = ['leaver', 'state', 'when (UTC)', 'waits for', 'source', 'workflow id'];
const STATE_COLUMN = 1;
const GAP = 2;
/** What would be cut to less than this is left out. */
const NARROWEST = 4;
/** On a terminal a long name leaves room for what it is about. */
const LONGEST_NAME = 0.4;

const cellsOf = (run: RunOverview, now: Date, longestName: number): string[] => [
  cut(leaverName(run), longestName),
  `${SIGNS[run.state ?? ''] ?? '…'} ${standing(run)}`,
  whenWords(run, now),
  run.blockedOn.join(', '),
  run.source ?? '',
  run.workflowId,
];

/** Runs as a table, in the order given: the headings, then a line each. */
export function renderRuns(runs: readonly RunOverview[], options: TableOptions): string[] {
  const { now, colour, width = Infinity } = options;
  const paint = createColors(colour);
  const rows = runs.map((run) => cellsOf(run, now, width * LONGEST_NAME).map(visible));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  // A column that nobody fills takes no room.
  const shown = HEADINGS.map((_, column) => rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[], paintState: (text: string) => string): string => {
    let left = width;
    const parts: string[] = [];
    for (const [column, cell] of cells.entries()) {
      if (!shown[column] || left < NARROWEST) continue;
      const text = padEnd(cut(cell, left), Math.min(widths[column] ?? 0, left));
      left -= widthOf(text) + GAP;
      parts.push(column === STATE_COLUMN ? paintState(text) : text);
    }
    return parts.join(' '.repeat(GAP)).trimEnd();
  };
  return [
    paint.dim(line(HEADINGS, (text) => text)),
    ...runs.map((run, index) => line(rows[index] ?? [], painterOf(run.state, paint))),
  ];
}
