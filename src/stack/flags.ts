import { Command, InvalidArgumentError } from 'commander';

export interface StackFlags {
  /** Of Temporal, by default 7233 or a free one near it. */
  temporalPort?: number;
  /** By default 8080 or a free one near it. */
  webUiPort?: number;
  /** By default 8090 or a free one near it. */
  intakePort?: number;
  webUi: boolean;
  /** Only find or build what it runs. */
  prepare?: true;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port: a whole number from 1 to 65535.');
}

/** Ends the process with code 2 and a usage message when a flag is wrong, with 0 after `--help`. */
export function parseStackFlags(argv: readonly string[]): StackFlags {
  return new Command('npm run stack --')
    .description(
      'Starts what docker-compose.yml says, without containers: PostgreSQL, Temporal, its Web UI, the worker and ' +
        'the intake, each as a process of its own, and stays up until Ctrl-C.\n\n' +
        'Settings are those of .env.example, taken from the shell. Without ZOOM_* and CLOUDFLARE_*, simulators ' +
        'stand for the providers.',
    )
    .option(
      '--temporal-port <port>',
      "of Temporal's server (7233, or a free one near it)",
      parsePort,
    )
    .option('--web-ui-port <port>', 'of the Web UI (8080, or a free one near it)', parsePort)
    .option('--intake-port <port>', 'of the intake (8090, or a free one near it)', parsePort)
    .option('--no-web-ui', 'leave the Web UI out')
    .option('--prepare', 'only find or build what it runs, which takes minutes the first time')
    .allowExcessArguments(false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(argv, { from: 'user' })
    .opts<StackFlags>();
}
