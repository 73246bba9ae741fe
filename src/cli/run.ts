import { runCommand } from './commands';
import type { CliContext } from './context';
import { EXIT, type ExitCode } from './exit-codes';
import { failureOf, report } from './failures';
import { parse } from './parse';

/** Runs the command that the arguments (without node and script) ask for. Every failure is told, none thrown. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const parsed = parse(argv);
  switch (parsed.kind) {
    case 'shown':
      context.stdout.write(parsed.text);
      return EXIT.OK;
    case 'misuse': {
      const { message } = parsed;
      const failure = { code: 'misuse', message, exit: EXIT.MISUSE } as const;
      return report(context, failure, argv.includes('--json'));
    }
    case 'run':
      try {
        return await runCommand(parsed.invocation, context);
      } catch (error) {
        return report(context, failureOf(error), parsed.invocation.json);
      }
  }
}
