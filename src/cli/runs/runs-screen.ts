import logUpdate from 'log-update';
import { isColorSupported } from 'picocolors';
import { waitsForSomebody } from '../../client/waiting';
import { print, type CliContext, type Output } from '../context';
import { minute, second } from '../terminal/moments';
import { renderRuns } from './render-runs';
import { countWords, leaverName, sortedRuns, stateWord } from './run-words';
import type { Change, Look } from './seen-runs';
import { cut } from '../terminal/text-width';
import { visible } from '../../domain/evidence/visible-text';

/** Where a watch of all runs shows what it sees. */
export interface RunsScreen {
  show: (look: Look) => void;
  /** Says why nothing new is seen; once for each reason. */
  remark: (text: string) => void;
  /** What is shown stays. */
  end: () => void;
}

type Clock = () => Date;

/** A terminal that does not tell its size. */
const USUAL = { columns: 100, rows: 24 };
/** Lines besides the rows: around the counts, the headings, "and N more", a remark, and the cursor's own. */
const OTHER_LINES = 7;

const headline = ({ runs }: Look): string =>
  runs.length > 0 ? countWords(runs) : 'No offboarding is under way';

/** The table as it fits on a terminal: who needs somebody first, the rest as a number. */
export function frameOf(look: Look, { columns, rows }: Output, now: Date): string[] {
  const width = columns || USUAL.columns;
  const room = Math.max(1, (rows || USUAL.rows) - OTHER_LINES);
  const runs = sortedRuns(look.runs);
  const table = renderRuns(runs.slice(0, room), { now, colour: isColorSupported, width });
  const more = runs.length - room;
  return [
    '',
    cut(headline(look), width),
    '',
    ...(runs.length > 0 ? table : []),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

/** A table that is drawn over itself, where it has changed. */
function table({ stdout }: CliContext, clock: Clock): RunsScreen {
  // It takes any stream: it asks for its size, and writes.
  const draw = logUpdate.create(stdout as unknown as NodeJS.WritableStream);
  let last: string[] = [];
  return {
    show(look) {
      last = frameOf(look, stdout, clock());
      draw(last.join('\n'));
    },
    remark: (text) =>
      draw([...last, cut(visible(text), stdout.columns || USUAL.columns)].join('\n')),
    end: () => draw.done(),
  };
}

function wordsOf({ run, isGone }: Change): string {
  if (isGone) return 'waits for nobody any more';
  const codes = run.blockedOn.length > 0 ? `: ${run.blockedOn.map(visible).join(', ')}` : '';
  const from = run.state === 'scheduled' && run.effectiveAt;
  return `${stateWord(run.state)}${codes}${from ? `: from ${minute(from)}` : ''}`;
}

/** A line for each change, for logs and pipes; of what was there before, only who waits for somebody. */
function lines({ stdout, stderr }: CliContext, clock: Clock): RunsScreen {
  let said = '';
  return {
    show(look) {
      const time = second(clock());
      const news = look.isFirst
        ? look.changes.filter(({ run }) => waitsForSomebody(run))
        : look.changes.filter(({ run, isGone }) => !isGone || run.kind === 'hrEvents');
      print(stdout, [
        ...(look.isFirst ? [`${time} ${headline(look)} (times are UTC)`] : []),
        ...news.map((change) => `${time} ${leaverName(change.run)} ${wordsOf(change)}`),
      ]);
      if (said !== '') print(stderr, [`${time} Temporal answers again.`]);
      said = '';
    },
    remark(text) {
      if (text !== said) print(stderr, [`${second(clock())} ${visible(text)}`]);
      said = text;
    },
    end: () => undefined,
  };
}

/** A run for each change, one a line, for programs; first, all that are under way. */
function jsonLines({ stdout }: CliContext, clock: Clock): RunsScreen {
  return {
    show({ changes }) {
      const at = clock().toISOString();
      print(
        stdout,
        changes.map(({ run, isGone }) => JSON.stringify({ at, ...run, ...(isGone && { isGone }) })),
      );
    },
    remark: () => undefined,
    end: () => undefined,
  };
}

export function runsScreenFor(
  context: CliContext,
  json: boolean,
  clock: Clock = () => new Date(),
): RunsScreen {
  if (json) return jsonLines(context, clock);
  return context.stdout.isTTY ? table(context, clock) : lines(context, clock);
}
