import { readLocalEnvironment } from '../config/local';
import { Interrupted, onInterrupt } from './interrupt';
import { Parts } from './parts';
import { StartError } from './start-error';
import { openTerminal, type Terminal } from './terminal';

/**
 * Runs what fills a terminal until Ctrl-C or a failure, and then stops all that it started, the last one first.
 * @returns the exit code
 */
export async function inOneTerminal(
  work: (terminal: Terminal, parts: Parts, signal: AbortSignal) => Promise<unknown>,
): Promise<number> {
  // Whoever reads the output may leave before the end, as in `npm start | head`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const terminal = openTerminal(process.stdout);
  const parts = new Parts();
  const signal = onInterrupt(readLocalEnvironment().startedByNpm, () => {
    parts.kill();
    process.exit(130);
  });
  const failure = await work(terminal, parts, signal).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  terminal.keep();
  if (signal.aborted) terminal.print(['']); // the terminal has written ^C on this line
  await parts.stop((line) => terminal.say(line));
  if (!failure || failure.error instanceof Interrupted) return 0;
  process.stderr.write(`\n${messageOf(failure.error)}\n\n`);
  return failure.error instanceof StartError ? failure.error.exitCode : 1;
}

/** Of what was thrown on purpose the message is enough; of a fault of ours, where it was. */
const messageOf = (error: unknown): string =>
  error instanceof StartError
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
