import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

export interface ChildOptions {
  env: NodeJS.ProcessEnv;
  cwd?: string;
  stdio: StdioOptions;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Present when the process could not be started at all. */
  error?: Error;
}

export interface Child {
  readonly process: ChildProcess;
  /** Settles when the process has ended, however it did; never rejects. */
  readonly exited: Promise<Exit>;
  /** SIGTERM, then SIGKILL for what has not ended after `patienceMs`. Safe to call again. */
  stop(patienceMs: number): Promise<Exit>;
  /** SIGKILL, now. */
  kill(): void;
}

const onWindows = process.platform === 'win32';

/**
 * Starts a program in a process group of its own: Ctrl-C in a terminal goes to the whole foreground
 * group, and the order in which the parts stop is ours to choose.
 */
export function startChild(command: string, args: string[], options: ChildOptions): Child {
  const child = spawn(command, args, { ...options, detached: !onWindows });
  const guard = child.pid === undefined ? undefined : startGuard(child.pid);
  const exited = new Promise<Exit>((settle) => {
    child.once('exit', (code, signal) => settle({ code, signal }));
    child.once('error', (error) => settle({ code: null, signal: null, error }));
  });
  void exited.then(() => guard?.kill('SIGKILL'));

  return {
    process: child,
    exited,
    async stop(patienceMs) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      const exit = await exited;
      clearTimeout(timer);
      return exit;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * A shell of some 1 MB that waits for the end of a pipe which only this process holds. The pipe ends
 * when this process does, even by SIGKILL, and then the guard ends the child's group. Not on Windows.
 */
function startGuard(pid: number): ChildProcess | undefined {
  if (onWindows) return undefined;
  const script = [
    'read -r _', // returns when the pipe ends
    'kill -s TERM -- "-$1"',
    'for _ in 1 2 3 4 5 6 7 8 9 10; do kill -s 0 -- "-$1" 2>&- || exit; sleep 1; done',
    'kill -s KILL -- "-$1"',
  ].join('; ');
  const guard = spawn('/bin/sh', ['-c', script, 'guard', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined); // no shell, no guard: the child is still stopped in the usual way
  guard.unref();
  return guard;
}

/** "ended with code 1", "was killed by SIGKILL", "could not be started (…)". */
export function describeExit({ code, signal, error }: Exit): string {
  if (error) return `could not be started (${error.message})`;
  return signal ? `was killed by ${signal}` : `ended with code ${code}`;
}
