import { connect } from '../../src/cli/commands';
import type { CliContext, Input } from '../../src/cli/context';
import { runCli } from '../../src/cli/run';
import { testAddress } from '../support/engine';

export interface Ran {
  exit: number;
  stdout: string;
  stderr: string;
}

interface World {
  namespace?: string;
  environment?: Record<string, string>;
  userName?: () => string | undefined;
  interrupted?: AbortSignal;
  /** A terminal of this size to write to. */
  terminal?: { columns: number; rows?: number };
  stdin?: Input;
  /** Told all that was written so far. */
  onOutput?: (stdout: string, stderr: string) => void;
}

/** Runs a command inside the test, as `bin/offboard.js` would in a process of its own. */
export async function offboard(world: World, ...argv: string[]): Promise<Ran> {
  const { namespace, userName = () => 'tester' } = world;
  const ran = { stdout: '', stderr: '' };
  const context: CliContext = {
    stdout: {
      write: (text) => {
        ran.stdout += text;
        world.onOutput?.(ran.stdout, ran.stderr);
      },
      ...(world.terminal && { isTTY: true, ...world.terminal }),
    },
    ...(world.stdin && { stdin: world.stdin }),
    stderr: {
      write: (text) => {
        ran.stderr += text;
        world.onOutput?.(ran.stdout, ran.stderr);
      },
    },
    environment: {
      ...(namespace && { TEMPORAL_ADDRESS: testAddress(), TEMPORAL_NAMESPACE: namespace }),
      ...world.environment,
    },
    userName,
    connect,
    interrupted: world.interrupted ?? new AbortController().signal,
  };
  const exit = await runCli(argv, context);
  return { exit, ...ran };
}
