import { join, relative } from 'node:path';
import { childEnvironment, type LocalEnvironment } from '../config/local';
import { claimDatabase, DATABASE } from './database';
import { DEMO_POLICY, writeDemoPolicy } from './demo-policy';
import { startDevServer, type DevServer } from './dev-server';
import type { Flags } from './flags';
import { CHECKOUT, LOGS, whereToSearch } from './folders';
import type { Parts } from './parts';
import { choosePort } from './ports';
import type { Providers } from './providers';
import { startSimulatedProviders, type SimulatedProviders } from './simulated-providers';
import { resolveTemporalCli } from './temporal-cli';
import type { Terminal } from './terminal';
import { startWorker, type WorkerProcess } from './worker-process';

const SIGN_OF_LIFE_MS = 200;

interface BringUp {
  flags: Flags;
  environment: LocalEnvironment;
  providers: Providers;
  terminal: Terminal;
  parts: Parts;
  signal: AbortSignal;
}

export interface Stack {
  port: number;
  uiPort: number;
  server: DevServer;
  worker: WorkerProcess;
  /** Absent with the real providers. */
  simulators: SimulatedProviders | undefined;
}

/** Starts all that a run needs, side by side where one part does not wait for another. */
export async function bringUp(request: BringUp): Promise<Stack> {
  const { environment, providers, terminal, parts, signal } = request;
  const simulated = providers.kind === 'simulators';
  const [cli, ports, simulators, policy] = await Promise.all([
    resolveTemporalCli({
      ...whereToSearch(environment),
      environment: childEnvironment(),
      progress: terminal,
      signal,
    }),
    choosePorts(request),
    simulated ? parts.add('the simulators', startSimulatedProviders()) : undefined,
    simulated ? demoPolicy(environment, terminal) : {},
    simulated ? undefined : parts.add('the claim on the data', claimDatabase()),
  ]);
  signal.throwIfAborted();
  if (simulators)
    terminal.say(`simulators: Zoom ${simulators.zoomUrl}, Cloudflare ${simulators.cloudflareUrl}`);

  const server = await parts.add(
    "Temporal's dev server",
    startDevServer({
      executable: cli.path,
      ...ports,
      ...(!simulated && { database: DATABASE }),
      logFile: join(LOGS, 'temporal.log'),
      environment: childEnvironment(),
    }),
  );
  signal.throwIfAborted();
  const kept = simulated
    ? 'data in memory, gone with it'
    : `data kept in ${relative('', DATABASE)}`;
  terminal.say(
    `Temporal on localhost:${ports.port}, Web UI http://localhost:${ports.uiPort}; ${kept}`,
  );

  const waiting = setInterval(() => terminal.alive('starting the worker'), SIGN_OF_LIFE_MS);
  const worker = await parts.add(
    'the worker (calls under way may end; Ctrl-C again: at once)',
    startWorker({
      args: ['--require', require.resolve('tsx/cjs'), join(CHECKOUT, 'src/worker.ts')],
      environment: childEnvironment({
        TEMPORAL_ADDRESS: server.address,
        TEMPORAL_NAMESPACE: 'default',
        ...simulators?.environment,
        ...policy,
      }),
      logFile: join(LOGS, 'worker.log'),
      say: (line) => terminal.say(line),
      signal,
    }).finally(() => clearInterval(waiting)),
  );
  terminal.say(`worker ready, process ${worker.pid()}; logs in ${relative('', LOGS)}`);
  return { ...ports, server, worker, simulators };
}

async function choosePorts({ flags, terminal }: BringUp) {
  const { port, note } = await choosePort({
    ...{ what: 'Temporal', preferred: 7233, asked: flags.port, flag: '--port' },
  });
  const ui = await choosePort(
    { what: 'the Web UI', preferred: 8233, asked: flags.uiPort, flag: '--ui-port' },
    [port],
  );
  for (const said of [note, ui.note]) if (said) terminal.say(said);
  return { port, uiPort: ui.port };
}

async function demoPolicy({ policyFile }: LocalEnvironment, terminal: Terminal) {
  if (policyFile) {
    terminal.say(`policy: yours, ${policyFile}`);
    return {};
  }
  const path = await writeDemoPolicy();
  terminal.say(
    `policy: the demonstration's, with the second revoke after ${DEMO_POLICY.sweepDelay} (otherwise 60s)`,
  );
  return { OFFBOARDING_POLICY: path };
}
