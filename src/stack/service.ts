import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit, startChild, type Child, type Exit } from '../local/child';
import { tailOf } from '../local/log-file';
import { StartError } from '../local/start-error';
import { appendLog } from './append-log';
import type { Account } from './postgresql';

const RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 30_000;
/** Whoever ran so long does not fail to start: the next wait is short again, as Compose has it. */
const STEADY_MS = 10_000;
/** What a program of the engine's ends with where its configuration is wrong. */
const MISCONFIGURED = 2;
/** One that ended so often before it was ever healthy has a fault that no further try mends. */
const FIRST_TRIES = 5;
const POLL_MS = 200;
const HEALTH_TIMEOUT_MS = 10_000;
/** How long it may take until it is healthy: recovery after a crash, on a slow machine. */
const PATIENCE_MS = 120_000;

export interface ServiceOptions {
  name: string;
  command: readonly string[];
  /** Ends with 0 where the service is healthy. */
  healthCommand: readonly string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  account?: Account | undefined;
  /** A program of the engine's, whose exit code 2 says that its configuration is wrong; others' means other things. */
  isOurs?: boolean;
  stopSignal: NodeJS.Signals;
  /** Before it is killed. */
  stopGraceMs: number;
  /** Before it is started again; twice as long each time it fails at once. Default 1,000. */
  restartMs?: number;
  logFile: string;
  /** Told of every death. */
  say: (line: string) => void;
}

/** A process that is started again when it ends unasked, as Compose's `unless-stopped` has it. */
export class Service {
  private child: Child | undefined;
  private wanted = false;
  private isRunning = false;
  /** How often it has ended unasked before it ran steadily. */
  private ends = 0;
  private launchedAt = 0;
  private isMisconfigured = false;
  /** Whether it was healthy since it was last asked to start. */
  private hasStarted = false;
  private restart: NodeJS.Timeout | undefined;

  constructor(private readonly options: ServiceOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.child?.process.pid;
  }

  /** Resolves once it is healthy. @throws StartError with the end of its log; what `signal` was aborted with. */
  async start(signal?: AbortSignal): Promise<void> {
    this.wanted = true;
    this.ends = 0;
    this.isMisconfigured = false;
    this.hasStarted = false;
    await this.launch();
    await this.healthy(signal);
  }

  /** Resolves once it is. @throws as `start` does. */
  async healthy(signal?: AbortSignal): Promise<void> {
    const { name, logFile } = this.options;
    const fault = async (what: string, exitCode?: 2) =>
      new StartError(
        `${name} ${what}. The end of its log, ${logFile}:\n${await tailOf(logFile)}`,
        exitCode,
      );
    const end = Date.now() + PATIENCE_MS;
    while (!(await this.isHealthy(signal))) {
      signal?.throwIfAborted();
      if (!this.wanted) throw new StartError(`${name} was stopped before it was healthy`);
      if (this.isMisconfigured) throw await fault('cannot start as it is configured', 2);
      if (this.ends >= FIRST_TRIES) throw await fault(`ended ${this.ends} times`);
      if (Date.now() > end) throw await fault(`is not healthy after ${PATIENCE_MS / 1_000} s`);
      await sleep(POLL_MS, undefined, { signal });
    }
    this.ends = 0;
    this.hasStarted = true;
  }

  /** Whether its health command says so now, and it is not another program that answers. */
  private async isHealthy(signal?: AbortSignal): Promise<boolean> {
    const { healthCommand, cwd, environment: env } = this.options;
    const { child } = this;
    const [program = '', ...args] = healthCommand;
    const says = await new Promise<boolean>((answer) => {
      const limits = { cwd, env, timeout: HEALTH_TIMEOUT_MS, ...(signal && { signal }) };
      execFile(program, args, limits, (error) => answer(error === null));
    });
    return says && this.isRunning && this.child === child;
  }

  /** By its own signal, and SIGKILL after its grace. It stays down. */
  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.restart);
    const { child } = this;
    if (!child) return;
    const { stopSignal, stopGraceMs } = this.options;
    child.process.kill(stopSignal);
    const timer = setTimeout(() => child.kill(), stopGraceMs);
    await child.exited;
    clearTimeout(timer);
  }

  /** At once and for good, for a person who does not want to wait. */
  kill(): void {
    this.wanted = false;
    clearTimeout(this.restart);
    this.child?.kill();
  }

  /** SIGKILL, as a crash: it is started again. */
  async crash(): Promise<void> {
    this.child?.kill();
    await this.child?.exited;
  }

  private async launch(): Promise<void> {
    const { command, cwd, environment, account, logFile } = this.options;
    const [program = '', ...args] = command;
    const log = await appendLog(logFile);
    if (!this.wanted) return log.close(); // stopped in the meantime
    // Node's spawn takes the account, too.
    const options = { cwd, env: environment, stdio: ['ignore', log.fd, log.fd], ...account };
    const child = startChild(program, args, options as Parameters<typeof startChild>[2]);
    await log.close();
    this.child = child;
    this.isRunning = true;
    this.launchedAt = Date.now();
    void child.exited.then((exit) => this.ended(child, exit));
  }

  private ended(child: Child, exit: Exit): void {
    if (this.child !== child) return;
    this.isRunning = false;
    if (!this.wanted) return;
    const { name, say, isOurs = false, restartMs = RESTART_MS } = this.options;
    // Later it may be a file that somebody is just mending, and so it is tried again.
    this.isMisconfigured = isOurs && exit.code === MISCONFIGURED && !this.hasStarted;
    if (this.isMisconfigured) return;
    if (Date.now() - this.launchedAt >= STEADY_MS) this.ends = 0;
    const wait = Math.min(restartMs * 2 ** this.ends, LONGEST_RESTART_MS);
    this.ends += 1;
    say(`${name} ${describeExit(exit)}; again in ${wait / 1_000} s`);
    this.restart = setTimeout(() => void this.launch(), wait);
  }
}
