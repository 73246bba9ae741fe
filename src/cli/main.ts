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

/** The process's own world. The second Ctrl-C ends it whatever it does. */
function processContext(): CliContext {
  const interruption = new AbortController();
  // Not `once`: what restores the cursor would take a missing listener for its turn to end the process.
  process.on('SIGINT', () => {
    if (interruption.signal.aborted) process.exit(EXIT.INTERRUPTED);
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
    stdin: process.stdin,
    userName,
    connect,
    interrupted: interruption.signal,
  };
}

async function main(): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2), processContext());
}

// Loaded by `bin/offboard.js`, and by nothing else.
void main();
