import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectOffboarding, type OffboardingClient } from '../src/client';
import { Client, Connection } from '@temporalio/client';
import {
  childEnvironment,
  exemptLoopbackFromProxies,
  readLocalEnvironment,
} from '../src/config/local';
import { startDevServer, type DevServer } from '../src/local/dev-server';
import { LOGS, whereToSearch } from '../src/local/folders';
import { freePort } from '../src/local/ports';
import { resolveTemporalCli } from '../src/local/temporal-cli';
import { openTerminal, type Terminal } from '../src/local/terminal';
import { startCountingProxy, type CountingProxy } from './counting-proxy';
import { startSimulatorProcess, type SimulatorProcess } from './simulators';
import { startBenchWorker, type BenchWorker } from './worker-process';

const SIDE_BY_SIDE = 20;
/** A server that is kept busy on purpose answers late. */
const CALL_TIMEOUT_MS = 60_000;

/** A real server with its database in a file, the simulators and one worker, each a process of its own. */
export interface Crowd {
  client: OffboardingClient;
  temporal: Client;
  server: DevServer;
  simulators: SimulatorProcess;
  worker: BenchWorker;
  /** Between the worker and the server. */
  network: CountingProxy;
  terminal: Terminal;
  databaseBytes(): Promise<number>;
  close(): Promise<void>;
}

/** @param more of the worker's environment */
export async function openCrowd(policy: object, more: Record<string, string> = {}): Promise<Crowd> {
  exemptLoopbackFromProxies();
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const terminal = openTerminal(process.stderr);
    const folder = await mkdtemp(join(tmpdir(), 'offboarding-bench-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const policyFile = join(folder, 'policy.json');
    await writeFile(policyFile, JSON.stringify(policy));
    const environment = childEnvironment();
    const where = whereToSearch(readLocalEnvironment());
    const { path } = await resolveTemporalCli({ ...where, environment, progress: terminal });
    const data = await mkdtemp(join(folder, 'database-'));
    const server = await startDevServer({
      executable: path,
      port: await freePort(),
      database: join(data, 'temporal.db'),
      logFile: join(LOGS, 'bench-temporal.log'),
      environment,
    });
    closers.push(() => server.stop());
    const simulators = await startSimulatorProcess();
    closers.push(() => simulators.stop());
    const { address } = server;
    const settings = { address, namespace: 'default', connectionOptions: { address } };
    const client = await connectOffboarding(settings, { callTimeoutMs: CALL_TIMEOUT_MS });
    closers.push(() => client.close());
    const connection = await Connection.connect({ address });
    closers.push(() => connection.close());
    const network = await startCountingProxy(address);
    closers.push(() => network.stop());
    const worker = await startBenchWorker(
      {
        ...simulators.environment,
        ZOOM_PLAN: 'business',
        TEMPORAL_ADDRESS: network.address,
        OFFBOARDING_POLICY: policyFile,
        ...more,
      },
      await freePort(),
      terminal,
    );
    closers.push(() => worker.stop());
    const temporal = new Client({ connection });
    const databaseBytes = () => sizeOf(data);
    return {
      client,
      temporal,
      server,
      simulators,
      worker,
      network,
      terminal,
      databaseBytes,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of all files of a folder: SQLite keeps what is newest in a file beside its database. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder)) bytes += (await stat(join(folder, name))).size;
  return bytes;
}

/** Does the work for each, a few dozen at a time. */
export async function forEach<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

/** Resolves once so many runs are in that state, by Temporal's lists; `seen` is told how many. */
export async function untilCount(
  { temporal }: Crowd,
  query: string,
  wanted: number,
  seen: (count: number) => void,
): Promise<void> {
  for (;;) {
    const { count } = await temporal.workflow.count(query);
    seen(count);
    if (count >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
