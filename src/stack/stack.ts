import { basename, delimiter, dirname, join } from 'node:path';
import ms, { type StringValue } from 'ms';
import { bareEnvironment, childEnvironment, readLocalEnvironment } from '../config/local';
import { TEMPORAL } from '../local/executable';
import { whereToSearch } from '../local/folders';
import type { Parts } from '../local/parts';
import type { Progress } from '../local/progress';
import { StartError } from '../local/start-error';
import { resolveTemporalCli } from '../local/temporal-cli';
import { ensureBuilt } from './built';
import {
  readComposeServices,
  readImageVersions,
  startOrder,
  type ComposeService,
} from './compose-file';
import { runJob } from './job';
import { outsideContainers, type NativeService, type StackPorts } from './outside-containers';
import {
  findPostgresql,
  openCluster,
  serverCommand,
  type Cluster,
  type Postgresql,
} from './postgresql';
import { resolveServerPrograms } from './server-programs';
import { Service } from './service';

const DATABASE = 'postgresql';
/** As docker-compose.yml names it. */
const DATABASE_USER = 'temporal';
const OUR_IMAGE = 'offboarding-engine:';

export interface StackOptions {
  /** What fills docker-compose.yml in; the database's password is the stack's own. */
  variables: Record<string, string | undefined>;
  /** Where the database is kept. */
  folder: string;
  /** Where the logs go, one for each service. */
  logs: string;
  /** Asked last, when all else is ready: what is free now may not be so in a minute. For the services that run. */
  choosePorts(services: readonly string[]): Promise<StackPorts>;
  /** Services that are left out. */
  without?: readonly string[];
  progress: Progress;
  parts: Pick<Parts, 'add'>;
  signal: AbortSignal;
}

export class Stack {
  /** In the order in which they were started. */
  readonly services = new Map<string, Service>();

  private constructor(
    private readonly options: StackOptions,
    private readonly postgresql: Postgresql,
    private readonly cluster: Cluster,
    private readonly path: readonly string[],
    /** In the order in which they start. */
    private readonly composed: ReadonlyMap<string, ComposeService>,
    readonly ports: StackPorts,
  ) {}

  /**
   * Brings up what docker-compose.yml says, without containers: each service once those that it depends on are
   * healthy, or have done their work.
   * @throws StartError; whatever `signal` was aborted with. What has been started is with `parts`, to be stopped.
   */
  static async start(options: StackOptions): Promise<Stack> {
    const { postgresql, path } = await prepareStack(options);
    const cluster = await openCluster(postgresql, options.folder, DATABASE_USER);
    const composed = await servicesToRun(options, cluster.password);
    const ports = await options.choosePorts([...composed.keys()]);
    const stack = new Stack(options, postgresql, cluster, path, composed, ports);
    await stack.startAll();
    return stack;
  }

  /** @throws Error where there is no such service, or it was left out. */
  service(name: string): Service {
    const service = this.services.get(name);
    if (!service) throw new Error(`The stack has no service ${name}.`);
    return service;
  }

  private async startAll(): Promise<void> {
    const { parts } = this.options;
    const started = new Map<string, Promise<unknown>>();
    const fault = new AbortController();
    const signal = AbortSignal.any([this.options.signal, fault.signal]);
    for (const [name, service] of this.composed) {
      const before = Object.keys(service.depends_on).flatMap((other) => started.get(other) ?? []);
      const starting = parts.add(
        service.healthcheck ? name : undefined,
        Promise.all(before).then(() => this.startOne(name, service, signal)),
      );
      // The first fault is told; the others are given up on.
      starting.catch((error: unknown) => fault.abort(error));
      started.set(name, starting);
    }
    await Promise.all(started.values());
  }

  /** @returns nothing for a job, which is over then. */
  private async startOne(
    name: string,
    service: ComposeService,
    signal: AbortSignal,
  ): Promise<Service | undefined> {
    const { progress, logs } = this.options;
    signal.throwIfAborted();
    const start = Date.now();
    const native = outsideContainers(name, service, this.ports);
    const logFile = join(logs, `${name}.log`);
    const common = { ...this.commandOf(name, native), cwd: native.cwd, name, logFile };
    if (!native.healthCommand) {
      await runJob(common, signal);
      progress.say(`${name}: done in ${seconds(start)}`);
      return undefined;
    }
    const running = new Service({
      ...common,
      isOurs: service.image.startsWith(OUR_IMAGE),
      healthCommand: native.healthCommand,
      stopSignal: service.stop_signal,
      stopGraceMs: ms(service.stop_grace_period as StringValue),
      say: (line) => progress.say(line),
    });
    this.services.set(name, running);
    try {
      await running.start(signal);
    } catch (error) {
      await running.stop();
      throw error;
    }
    progress.say(`${name}: healthy after ${seconds(start)}, process ${running.pid}`);
    return running;
  }

  /** The database's image has its own command and user; the others' commands stand in the file. */
  private commandOf(name: string, { command, environment }: NativeService) {
    const PATH = [...this.path, ...readLocalEnvironment().path].join(delimiter);
    const env = bareEnvironment({ ...environment, PATH });
    if (name !== DATABASE) return { command, environment: env };
    const port = this.ports.published[5432] ?? 5432;
    const account = this.postgresql.account;
    return { command: serverCommand(this.cluster, port), environment: env, account };
  }
}

/** In the order in which they start. @throws StartError for a variable that must be set and is not. */
async function servicesToRun(
  { variables, without = [] }: Pick<StackOptions, 'variables' | 'without'>,
  POSTGRES_PASSWORD: string,
): Promise<Map<string, ComposeService>> {
  const services = await readComposeServices({ ...variables, POSTGRES_PASSWORD });
  const names = startOrder(services).filter((name) => !without.includes(name));
  return new Map(names.flatMap((name) => (services[name] ? [[name, services[name]]] : [])));
}

/**
 * Finds or builds all that the stack runs: what takes minutes the first time.
 * @throws StartError that says what to install.
 */
export async function prepareStack(
  options: Pick<StackOptions, 'variables' | 'without' | 'progress' | 'signal'>,
): Promise<{ postgresql: Postgresql; path: string[] }> {
  const { variables, without = [], progress, signal } = options;
  const postgresql = await findPostgresql(readLocalEnvironment().path);
  const images = await readImageVersions(variables);
  const where = whereToSearch(readLocalEnvironment());
  const search = { ...where, environment: childEnvironment(), progress, signal };
  const cli = await resolveTemporalCli(search);
  if (basename(cli.path) !== TEMPORAL)
    throw new StartError(`The stack's jobs call \`${TEMPORAL}\`: give ${cli.path} this name.`, 2);
  const versions = {
    temporal: images['temporal'] ?? '',
    ...(!without.includes('web-ui') && { webUi: images['web-ui'] ?? '' }),
  };
  const servers = await resolveServerPrograms(versions, search);
  await ensureBuilt(progress, signal);
  const path = [dirname(cli.path), ...servers, postgresql.programs, dirname(process.execPath)];
  return { postgresql, path };
}

const seconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(1)} s`;
