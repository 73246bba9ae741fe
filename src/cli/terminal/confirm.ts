import { createInterface } from 'node:readline';
import type { CliContext } from '../context';

/** Whether somebody sits there who can be asked. */
export const canAsk = ({ stdin, stdout }: CliContext): boolean =>
  stdin?.isTTY === true && stdout.isTTY === true;

/** Asks; only `y` or `yes` is a yes. The end of the input, and Ctrl-C, are a no. */
export async function confirm(
  { stdin, stderr, interrupted }: CliContext,
  question: string,
): Promise<boolean> {
  if (!stdin || interrupted.aborted) return false;
  stderr.write(`${question} [y/N] `);
  // Not as a terminal: that would take Ctrl-C from the process.
  const lines = createInterface({ input: stdin, terminal: false });
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
      interrupted.addEventListener('abort', () => resolve(''), { once: true });
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
    stdin.pause();
  }
}
