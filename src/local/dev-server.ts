import { Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { SEARCH_ATTRIBUTES } from '../domain/contract';
import { describeExit, startChild, type Child, type Exit } from './child';
import { openLog, tailOf } from './log-file';
import { answers, isTaken } from './ports';
import { StartError } from './start-error';

const HOST = '127.0.0.1';
const READY_MS = 60_000;
const POLL_MS = 25;
const STOP_MS = 10_000;

const DYNAMIC_CONFIG = [
  // The default of 20 makes every activity wait 40-100 ms for its turn.
  'history.transferProcessorMaxPollRPS=2000',
  // Priorities need it on server 1.29.
  'matching.useNewMatcher=true',
  // A queue's rate limit is split over its partitions: exact with one only.
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];

/** `KEYWORD_LIST`, as Temporal's API has it, is `KeywordList` to the CLI. */
const typeForCli = (type: string) =>
  type.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const SEARCH_ATTRIBUTE_FLAGS = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
  '--search-attribute',
  `${name}=${typeForCli(type)}`,
]);

export interface DevServerOptions {
  /** Temporal's CLI. */
  executable: string;
  port: number;
  /** Without one the server is headless. */
  uiPort?: number;
  /** The file to keep data in; without one it is in memory and gone with the server. */
  database?: string;
  logFile: string;
  environment: NodeJS.ProcessEnv;
  /** Further settings of the server, `name=value`. */
  dynamicConfig?: readonly string[];
}

export interface DevServer {
  /** `127.0.0.1:7233` */
  readonly address: string;
  readonly pid: number;
  /** Settles when the process has ended, asked to or not. */
  readonly exited: Promise<Exit>;
  stop(): Promise<Exit>;
  /** At once, with nothing tidied up. */
  kill(): void;
}

/**
 * Starts Temporal's dev server on loopback, with the engine's search attributes, and waits until it
 * serves them.
 * @throws StartError with the end of the server's log when it dies or does not answer within a minute.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { executable, port, uiPort, logFile, environment } = options;
  const address = `${HOST}:${port}`;
  const log = await openLog(logFile);
  const child = startChild(executable, flagsOf(options), {
    env: environment,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  try {
    await untilReady(child, port);
  } catch (error) {
    const exit = await child.stop(0);
    const why = error instanceof EndedError ? `it ${describeExit(exit)}` : (error as Error).message;
    // It is gone, and so are its ports: one that is taken is another program's.
    const taken = (await isTaken(port)) || (uiPort !== undefined && (await isTaken(uiPort)));
    const Failure = taken ? PortTakenError : StartError;
    throw new Failure(
      `Temporal's dev server (${executable}) did not start on ${address}: ${why}.\n` +
        `The end of its log, ${logFile}:\n${await tailOf(logFile)}`,
    );
  }
  return {
    address,
    pid: child.process.pid ?? 0,
    exited: child.exited,
    stop: () => child.stop(STOP_MS),
    kill: () => child.kill(),
  };
}

const flagsOf = ({ port, uiPort, database, dynamicConfig = [] }: DevServerOptions): string[] => [
  ...['server', 'start-dev', '--ip', HOST, '--port', String(port)],
  ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
  ...(database === undefined ? [] : ['--db-filename', database]),
  ...[...DYNAMIC_CONFIG, ...dynamicConfig].flatMap((setting) => [
    '--dynamic-config-value',
    setting,
  ]),
  ...SEARCH_ATTRIBUTE_FLAGS,
];

/** Another program took one of the ports after they were chosen: other ones may do. */
export class PortTakenError extends StartError {}

class EndedError extends Error {}

async function untilReady(child: Child, port: number): Promise<void> {
  const deadline = Date.now() + READY_MS;
  let ended = false;
  void child.exited.then(() => (ended = true));
  const poll = async (isThere: () => Promise<boolean>): Promise<void> => {
    while (!(await isThere())) {
      if (ended) throw new EndedError();
      if (Date.now() > deadline) throw new Error(`no answer after ${READY_MS / 1000} s`);
      await sleep(POLL_MS);
    }
  };

  // A gRPC client that meets a closed port waits a second before it tries again: knock first.
  await poll(() => answers(HOST, port));
  const connection = Connection.lazy({ address: `${HOST}:${port}` });
  try {
    await poll(() => servesSearchAttributes(connection).catch(() => false));
  } finally {
    await connection.close();
  }
  // Another program could have taken the port in between, and be the one that answered.
  if (ended) throw new EndedError();
}

/** The dev server answers before its namespace is there, and has the namespace before its attributes. */
async function servesSearchAttributes(connection: Connection): Promise<boolean> {
  const namespace = 'default';
  await connection.workflowService.describeNamespace({ namespace });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.keys(SEARCH_ATTRIBUTES).every((name) => name in customAttributes);
}
