import { createInterface } from 'node:readline';
import { describeExit, startChild } from './child';

const SIGN_OF_LIFE_MS = 1_000;
const TAIL_LINES = 8;

interface BoundedRun {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  patienceMs: number;
  signal?: AbortSignal | undefined;
  onLine?: (line: string) => void;
  onSecond: () => void;
}

/**
 * Runs a program to its end, within a time, telling of every line it writes to stderr and every second
 * that passes.
 * @throws Error with the last lines it wrote when it fails; whatever `signal` was aborted with.
 */
export async function runBounded(run: BoundedRun): Promise<void> {
  const { command, args, cwd, env, patienceMs, signal } = run;
  const child = startChild(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const patience = AbortSignal.timeout(patienceMs);
  const cut = AbortSignal.any(signal ? [signal, patience] : [patience]);
  const stop = () => void child.stop(2_000);
  cut.addEventListener('abort', stop, { once: true });
  if (cut.aborted) stop();

  const tail: string[] = [];
  if (child.process.stderr) {
    createInterface(child.process.stderr).on('line', (line) => {
      run.onLine?.(line);
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
    });
  }
  const ticking = setInterval(run.onSecond, SIGN_OF_LIFE_MS);
  const exit = await child.exited;
  clearInterval(ticking);
  cut.removeEventListener('abort', stop);

  signal?.throwIfAborted();
  if (patience.aborted) throw new Error(`not done after ${patienceMs / 60_000} minutes`);
  if (exit.code !== 0) throw new Error(tail.join('\n') || `it ${describeExit(exit)}`);
}
