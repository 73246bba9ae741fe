import { Command, InvalidArgumentError } from 'commander';

export interface Flags {
  /** Absent: 7233, or a free one near it. */
  port?: number;
  /** Absent: 8233, or a free one near it. */
  uiPort?: number;
  /** Absent: 8090, or a free one near it. */
  intakePort?: number;
  sample: boolean;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port: a whole number from 1 to 65535.');
}

/** Ends the process with code 2 and a usage message when a flag is wrong, with 0 after `--help`. */
export function parseFlags(argv: readonly string[]): Flags {
  return new Command('npm start --')
    .description(
      "Starts everything on this machine: Temporal's dev server with its Web UI, simulators of Zoom and " +
        'Cloudflare, the worker, the intake of HR events; then offboards a sample leaver and stays up until Ctrl-C.\n\n' +
        'With ZOOM_* and CLOUDFLARE_* set, the real providers are used instead: no simulators, no sample.',
    )
    .option('--port <port>', "of Temporal's server (7233, or a free one near it)", parsePort)
    .option('--ui-port <port>', 'of the Web UI (8233, or a free one near it)', parsePort)
    .option('--intake-port <port>', 'of the intake (8090, or a free one near it)', parsePort)
    .option('--no-sample', 'start everything, but offboard nobody')
    .allowExcessArguments(false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(argv, { from: 'user' })
    .opts<Flags>();
}
