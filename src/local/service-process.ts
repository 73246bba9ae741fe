import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { describeExit, startChild, type Child, type Exit } from './child';
import { tailOf } from './log-file';
import { StartError } from './start-error';

const RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 30_000;
/** What is under way gets this long to end; the services' own grace is shorter. */
const STOP_MS = 60_000;

export interface ServiceOptions {
  /** For people: "the worker". */
  name: string;
  /** What its log says once it is ready. */
  ready: string;
  /** What is safe although it is away: "Temporal keeps the runs". */
  meanwhile: string;
  /** Node's arguments that run it. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  logFile: string;
  /** Told of every later death and return: "the worker was killed by SIGKILL …". */
  say(line: string): void;
  /** Gives up on one that is not ready yet. */
  signal: AbortSignal;
}

export interface ServiceProcess {
  /** Of the process that runs now; it changes with each restart. */
  pid(): number | undefined;
  /** Lets it finish what is under way. */
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Runs a service of the engine's, and runs it again when it dies unasked.
 * @returns once it is ready. @throws StartError with the end of its log when it ends before that.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile);
  let stopping = false;
  let current = await launch(options, log);
  let restart: NodeJS.Timeout | undefined;

  const watch = (service: Child) =>
    void service.exited.then((exit) => {
      if (stopping) return;
      const seconds = RESTART_MS / 1_000;
      options.say(
        `${options.name} ${describeExit(exit)}; ${options.meanwhile}. Again in ${seconds} s`,
      );
      again(RESTART_MS);
    });
  const again = (wait: number) => {
    restart = setTimeout(() => void relaunch(wait), wait);
  };
  const relaunch = async (wait: number) => {
    const next = spawnService(options, log);
    current = next;
    const ended = await next.ready;
    if (stopping) return;
    if (!ended) {
      options.say(`${options.name} is back, as process ${next.child.process.pid}`);
      return watch(next.child);
    }
    options.say(
      `${options.name} ${describeExit(ended)} before it was ready, see ${options.logFile}`,
    );
    again(Math.min(wait * 2, LONGEST_RESTART_MS));
  };
  watch(current.child);

  return {
    pid: () => current.child.process.pid,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      await current.child.stop(STOP_MS);
      await current.closed;
      await new Promise<void>((written) => log.end(written));
    },
    kill() {
      stopping = true;
      clearTimeout(restart);
      current.child.kill();
    },
  };
}

interface Launched {
  child: Child;
  /** Settles when it has ended and all that it wrote has been read. */
  closed: Promise<Exit>;
  /** Settles with nothing once the worker says that it is ready, or with its end where that comes first. */
  ready: Promise<Exit | undefined>;
}

async function launch(options: ServiceOptions, log: WriteStream): Promise<Launched> {
  const { name, signal, logFile } = options;
  const launched = spawnService(options, log);
  const giveUp = () => void launched.child.stop(2_000);
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  const ended = await launched.ready;
  signal.removeEventListener('abort', giveUp);
  if (!ended) return launched;
  signal.throwIfAborted();
  await new Promise((written) => log.end(written));
  throw new StartError(
    `${capitalised(name)} ${describeExit(ended)} before it was ready.\n` +
      `The end of its log, ${logFile}:\n${await tailOf(logFile)}`,
    ended.code === 2 ? 2 : 1,
  );
}

function spawnService(
  { args, environment, ready: sign }: ServiceOptions,
  log: WriteStream,
): Launched {
  const child = startChild(process.execPath, args, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = child.process;
  stdout?.pipe(log, { end: false });
  stderr?.pipe(log, { end: false });
  const ready = new Promise<undefined>((isReady) => {
    if (stdout)
      createInterface(stdout).on('line', (line) => {
        if (messageOf(line) === sign) isReady(undefined);
      });
  });
  const closed = new Promise<Exit>((settle) => {
    child.process.once('close', () => void child.exited.then(settle));
  });
  return { child, closed, ready: Promise.race([ready, closed]) };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Of a line of pino's; anything else that is written there has none. */
function messageOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { msg?: unknown }).msg;
  } catch {
    return undefined;
  }
}
