import { userInfo } from 'node:os';
import { connect } from './commands';
import type { CliContext } from './context';
import { EXIT } from './exit-codes';
import { runCli } from './run';

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that nothing names.
    return undefined;
  }
}

/** Milliseconds that a watch has after Ctrl-C for its last words. */
const LAST_WORDS = 500;

/** The process's own world. */
function processContext(): CliContext {
  const interruption = new AbortController();
  process.once('SIGINT', () => {
    interruption.abort(new Error('interrupted'));
    setTimeout(() => process.exit(EXIT.INTERRUPTED), LAST_WORDS).unref();
  });
  // `offboard report … | head` is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.OK);
    throw error;
  });
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    userName,
    connect,
    interrupted: interruption.signal,
  };
}

/** `bin/offboard.js` calls it. */
export async function main(): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2), processContext());
}
