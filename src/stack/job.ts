import { describeExit, startChild } from '../local/child';
import { tailOf } from '../local/log-file';
import { StartError } from '../local/start-error';
import { appendLog } from './append-log';

interface Job {
  name: string;
  command: readonly string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  logFile: string;
}

/**
 * Runs a job to its end.
 * @throws StartError with the end of its log when it fails; whatever `signal` was aborted with.
 */
export async function runJob(job: Job, signal: AbortSignal): Promise<void> {
  const { name, command, cwd, environment, logFile } = job;
  const [program = '', ...args] = command;
  const log = await appendLog(logFile);
  const child = startChild(program, args, {
    cwd,
    env: environment,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const stop = () => void child.stop(2_000);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const exit = await child.exited;
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (exit.code !== 0)
    throw new StartError(
      `${name} ${describeExit(exit)}. The end of its log, ${logFile}:\n${await tailOf(logFile)}`,
    );
}
