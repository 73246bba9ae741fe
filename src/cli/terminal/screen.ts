import logUpdate from 'log-update';
import type { OffboardingStatus } from '../../domain/status';
import { print, type CliContext, type Output } from '../context';
import { renderChanges } from '../status/render-status';
import { statusLines } from '../status/show-status';

/** Where a watch shows what it sees. */
export interface Screen {
  show(status: OffboardingStatus): void;
  /** Says why nothing new is seen; once for each reason. */
  remark(text: string): void;
  /** What is shown stays. */
  end(): void;
}

/** A table that is drawn over itself. */
function table(id: string, stdout: Output): Screen {
  // It takes any stream: it asks for its size, and writes.
  const draw = logUpdate.create(stdout as unknown as NodeJS.WritableStream);
  let last: string[] = [];
  return {
    show(status) {
      last = statusLines(status, id, stdout);
      draw(last.join('\n'));
    },
    remark: (text) => draw([...last, `  ${text}`].join('\n')),
    end: () => draw.done(),
  };
}

/** A line for each change: for logs and pipes. */
function lines({ stdout, stderr }: CliContext): Screen {
  let before: OffboardingStatus | undefined;
  let said = '';
  return {
    show(status) {
      print(stdout, renderChanges(before, status));
      before = status;
      said = '';
    },
    remark(text) {
      if (text !== said) print(stderr, [text]);
      said = text;
    },
    end: () => undefined,
  };
}

/** A status for each change, one a line: for programs. */
function jsonLines({ stdout }: CliContext): Screen {
  let before = '';
  return {
    show(status) {
      const line = JSON.stringify(status);
      if (line !== before) print(stdout, [line]);
      before = line;
    },
    remark: () => undefined,
    end: () => undefined,
  };
}

export function screenFor(context: CliContext, id: string, json: boolean): Screen {
  if (json) return jsonLines(context);
  return context.stdout.isTTY ? table(id, context.stdout) : lines(context);
}
