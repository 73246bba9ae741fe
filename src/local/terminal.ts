import logUpdate from 'log-update';
import { createColors, isColorSupported } from 'picocolors';
import { elapsed, type Progress } from './progress';

/** How often a sign of life is worth a line where lines cannot be redrawn, such as in a CI log. */
const PLAIN_ALIVE_MS = 15_000;

export interface Terminal extends Progress {
  /** Whether `draw` can redraw. */
  readonly redraws: boolean;
  readonly colour: boolean;
  /** In columns, as it is now; absent where there is none. */
  readonly width: number | undefined;
  dim(text: string): string;
  /** Lines as they are, above what is drawn. */
  print(lines: readonly string[]): void;
  /** Replaces what was drawn last. Does nothing where lines cannot be redrawn. */
  draw(lines: readonly string[]): void;
  /** Leaves what is drawn where it is; the next drawing starts below it. */
  keep(): void;
}

/** Lines that stay, with the time since the start before them, over a few that are redrawn on a TTY. */
export function openTerminal(stream: NodeJS.WriteStream): Terminal {
  const start = Date.now();
  const redraws = stream.isTTY;
  const colour = redraws && isColorSupported;
  const { dim } = createColors(colour);
  const update = logUpdate.create(stream);
  let drawn: readonly string[] = [];
  let passing = false;
  let aliveAt = start;

  const stamped = (text: string) => {
    const [first = '', ...more] = text.split('\n');
    const time = dim(elapsed(Date.now() - start).padStart(12));
    return [`${time}  ${first}`, ...more.map((line) => ' '.repeat(14) + line)];
  };
  const redraw = (lines: readonly string[]) => {
    if (!redraws) return;
    if (lines.length) update(lines.join('\n'));
    else if (drawn.length) update.clear();
    drawn = lines;
  };
  const print = (lines: readonly string[]) => {
    const after = passing ? [] : drawn;
    redraw([]);
    stream.write(lines.map((line) => `${line}\n`).join(''));
    redraw(after);
    passing = false;
  };

  return {
    redraws,
    colour,
    dim,
    get width() {
      return redraws ? stream.columns : undefined;
    },
    print,
    draw(lines) {
      passing = false;
      redraw(lines);
    },
    keep() {
      if (redraws) update.done();
      drawn = [];
    },
    say: (line) => print(stamped(line)),
    alive(line) {
      if (redraws) {
        passing = true;
        redraw(stamped(line));
      } else if (Date.now() - aliveAt >= PLAIN_ALIVE_MS) {
        aliveAt = Date.now();
        print(stamped(line));
      }
    },
  };
}
