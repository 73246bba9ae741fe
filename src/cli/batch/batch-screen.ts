import { SingleBar } from 'cli-progress';
import type { BatchStatus } from '../../domain/batch/status';
import { print, type CliContext } from '../context';
import { renderCounts, throughOf } from './render-batch';

/** Where a batch shows how far it is. */
export interface BatchScreen {
  show: (status: BatchStatus) => void;
  /** Says why nothing new is seen; once for each reason. */
  remark: (text: string) => void;
  /** What is shown stays. */
  end: () => void;
}

/** A bar that is drawn over itself. */
function bar({ stdout }: CliContext): BatchScreen {
  const drawn = new SingleBar({
    // It takes any stream: it asks for its size, and writes.
    stream: stdout as unknown as NodeJS.WritableStream,
    format: '  {bar} {value} of {total}  {words}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    // Drawn when something changed, by nobody's clock.
    noTTYOutput: false,
    autopadding: false,
    linewrap: false,
    gracefulExit: false,
  });
  let isDrawn = false;
  const draw = (total: number, through: number, words: string) => {
    if (!isDrawn) drawn.start(total, through, { words });
    isDrawn = true;
    drawn.setTotal(total);
    drawn.update(through, { words });
  };
  return {
    show: (status) => {
      const paused = status.paused ? 'paused: ' : '';
      draw(status.total, throughOf(status), `${paused}${renderCounts(status)}`);
    },
    remark: (text) => isDrawn && drawn.update({ words: text }),
    end: () => isDrawn && drawn.stop(),
  };
}

/** Milliseconds between two lines of a log. */
const A_WHILE = 3_000;

/** A line for each change, at most every few seconds: for logs and pipes. */
function lines({ stdout, stderr }: CliContext, now: () => number): BatchScreen {
  let shown = '';
  let shownAt = 0;
  let due = '';
  let remarked = '';
  const flush = () => {
    if (due !== '' && due !== shown) print(stdout, [due]);
    shown = due;
  };
  return {
    show(status) {
      const { total, paused } = status;
      due = `${paused ? 'paused, ' : ''}${throughOf(status)} of ${total}: ${renderCounts(status)}`;
      remarked = '';
      if (now() - shownAt < A_WHILE) return;
      flush();
      shownAt = now();
    },
    remark(text) {
      if (text !== remarked) print(stderr, [text]);
      remarked = text;
    },
    end: flush,
  };
}

const silent: BatchScreen = {
  show: () => undefined,
  remark: () => undefined,
  end: () => undefined,
};

export function batchScreenFor(
  context: CliContext,
  json: boolean,
  now: () => number = Date.now,
): BatchScreen {
  if (json) return silent;
  return context.stdout.isTTY ? bar(context) : lines(context, now);
}
