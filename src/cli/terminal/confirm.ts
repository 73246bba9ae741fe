import { createInterface } from 'node:readline';
import { InvalidRequest } from '../../client/errors';
import type { CliContext } from '../context';

/** Whether somebody sits there who can be asked. */
const canAsk = ({ stdin, stdout }: CliContext): boolean =>
  stdin?.isTTY === true && stdout.isTTY === true;

/** What goes to many is asked about first: a script has to say that it means it. @throws InvalidRequest */
export function mustBeAskable(
  context: CliContext,
  { yes, json }: { yes: boolean; json: boolean },
): void {
  if (yes || (!json && canAsk(context))) return;
  const problem = 'must be given: nobody sits here who could be asked first';
  throw new InvalidRequest([{ field: 'yes', problem }]);
}

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
