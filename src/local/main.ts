import { readLocalEnvironment } from '../config/local';
import { parseFlags } from './flags';
import { Interrupted, onInterrupt } from './interrupt';
import { Parts } from './parts';
import { start } from './start';
import { StartError } from './start-error';
import { openTerminal } from './terminal';

async function main(): Promise<number> {
  const flags = parseFlags(process.argv.slice(2));
  // Whoever reads the output may leave before the end, as in `npm start | head`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const terminal = openTerminal(process.stdout);
  const parts = new Parts();
  const signal = onInterrupt(readLocalEnvironment().startedByNpm, () => {
    parts.kill();
    process.exit(130);
  });
  const reason = await start(flags, terminal, parts, signal).catch((error: unknown) => error);
  terminal.keep();
  if (signal.aborted) terminal.print(['']); // the terminal has written ^C on this line
  await parts.stop((line) => terminal.say(line));
  if (reason instanceof Interrupted) return 0;
  process.stderr.write(`\n${messageOf(reason)}\n\n`);
  return reason instanceof StartError ? reason.exitCode : 1;
}

/** Of what was thrown on purpose the message is enough; of a fault of ours, where it was. */
const messageOf = (error: unknown): string =>
  error instanceof StartError
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);

void main().then((code) => process.exit(code));
