import { Command, CommanderError } from 'commander';
import { defineCommands } from './command-line';
import { AFTERWORD, DESCRIPTION } from './help';
import type { Invocation } from './invocation';
import { engineVersion } from './version';

export type Parsed =
  | { kind: 'run'; invocation: Invocation }
  /** Asked for: help, or the version. */
  | { kind: 'shown'; text: string }
  | { kind: 'misuse'; message: string };

/** What the arguments (without node and script) ask for. Runs nothing, prints nothing. */
export function parse(argv: readonly string[]): Parsed {
  let shown = '';
  let complaint = '';
  let invocation: Invocation | undefined;
  // Before the commands: each takes these settings over when it is made.
  const program = new Command('offboard')
    .description(DESCRIPTION)
    .version(engineVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .addHelpText('after', AFTERWORD)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (shown += text),
      writeErr: (text) => (complaint += text),
    });
  defineCommands(program, (parsed) => (invocation = parsed));
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'shown', text: shown };
    return { kind: 'misuse', message: misuse(complaint, argv) };
  }
  if (!invocation) return { kind: 'misuse', message: misuse('', argv) };
  return { kind: 'run', invocation };
}

function misuse(complaint: string, argv: readonly string[]): string {
  const words = complaint.replace(/^error: /, '').trim();
  // Without any command, commander complains with the whole help: that is an answer by itself.
  if (argv.length === 0) return words;
  return `${words}\nSee: npx offboard --help, or npx offboard <command> --help`;
}
