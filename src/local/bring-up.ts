import { join, relative } from 'node:path';
import { childEnvironment, type LocalEnvironment } from '../config/local';
import { describeExit } from './child';
import { claimDatabase, DATABASE } from './database';
import { DEMO_POLICY, writeDemoPolicy } from './demo-policy';
import { PortTakenError, startDevServer, type DevServer } from './dev-server';
import type { Flags } from './flags';
import { CHECKOUT, logFile, LOGS, STANDARD_PORT, STANDARD_UI_PORT, whereToSearch } from './folders';
import { startIntake, type LocalIntake } from './intake';
import type { Parts } from './parts';
import { choosePort } from './ports';
import type { Providers } from './providers';
import { startSimulatedProviders, type SimulatedProviders } from './simulated-providers';
import { StartError } from './start-error';
import { resolveTemporalCli } from './temporal-cli';
import type { Terminal } from './terminal';
import { startService, type ServiceProcess } from './service-process';

const SIGN_OF_LIFE_MS = 200;

interface BringUp {
  flags: Flags;
  environment: LocalEnvironment;
  providers: Providers;
  terminal: Terminal;
  parts: Parts;
  signal: AbortSignal;
}

interface Ports {
  port: number;
  uiPort: number;
}

export interface Stack extends Ports {
  address: string;
  /** Rejects with a StartError when Temporal's dev server ends by itself. */
  gone: Promise<never>;
  worker: ServiceProcess;
  /** Absent where nobody is configured whom it could believe. */
  intake: LocalIntake | undefined;
  /** Absent with the real providers. */
  simulators: SimulatedProviders | undefined;
}

/** Starts all that a run needs, side by side where one part does not wait for another. */
export async function bringUp(request: BringUp): Promise<Stack> {
  const { flags, environment, providers, terminal, parts, signal } = request;
  const simulated = providers.kind === 'simulators';
  const [cli, chosen, simulators, policy] = await Promise.all([
    resolveTemporalCli({
      ...whereToSearch(environment),
      environment: childEnvironment(),
      progress: terminal,
      signal,
    }),
    choosePorts(request),
    simulated ? parts.add('the simulators', startSimulatedProviders()) : undefined,
    simulated ? demoPolicy(environment, terminal) : {},
    simulated ? undefined : parts.add(undefined, claimDatabase()),
  ]);
  signal.throwIfAborted();
  if (simulators)
    terminal.say(`simulators: Zoom ${simulators.zoomUrl}, Cloudflare ${simulators.cloudflareUrl}`);

  const { server, ports } = await startServer(request, cli.path, chosen);
  signal.throwIfAborted();
  const kept = simulated
    ? 'data in memory, gone with it'
    : `data kept in ${relative('', DATABASE)}`;
  terminal.say(
    `Temporal on localhost:${ports.port}, Web UI http://localhost:${ports.uiPort}; ${kept}`,
  );

  const waiting = setInterval(() => terminal.alive('starting the worker'), SIGN_OF_LIFE_MS);
  const gone = endOf(server, logFile('temporal', ports.port));
  const lost = new AbortController();
  gone.catch((error: unknown) => lost.abort(error));
  const intake = parts.add(
    'the intake',
    startIntake({
      ...{ flags, environment, terminal, taken: [ports.port, ports.uiPort] },
      isDemonstration: simulated,
      temporalAddress: server.address,
      temporalPort: ports.port,
      webUiUrl: `http://localhost:${ports.uiPort}`,
      signal: AbortSignal.any([signal, lost.signal]),
    }),
  );
  intake.catch(() => undefined); // the worker's fault may come first
  const worker = await parts.add(
    'the worker (calls under way may end; Ctrl-C again: at once)',
    startService({
      name: 'the worker',
      ready: 'worker is ready',
      meanwhile: 'Temporal keeps the runs',
      args: ['--require', require.resolve('tsx/cjs'), join(CHECKOUT, 'src/worker.ts')],
      environment: childEnvironment({
        TEMPORAL_ADDRESS: server.address,
        TEMPORAL_NAMESPACE: 'default',
        OFFBOARDING_WEB_UI_URL: `http://localhost:${ports.uiPort}`,
        ...simulators?.environment,
        ...policy,
      }),
      logFile: logFile('worker', ports.port),
      say: (line) => terminal.say(line),
      signal: AbortSignal.any([signal, lost.signal]),
    }).finally(() => clearInterval(waiting)),
  );
  terminal.say(`worker ready, process ${worker.pid()}; logs in ${relative('', LOGS)}`);
  return { ...ports, address: server.address, gone, worker, intake: await intake, simulators };
}

/** Two starts at the same moment may choose the same ports; the one that comes late chooses again. */
async function startServer(
  request: BringUp,
  executable: string,
  ports: Ports,
  tries = 3,
): Promise<{ server: DevServer; ports: Ports }> {
  const starting = startDevServer({
    ...{ executable, ...ports },
    ...(request.providers.kind === 'real' && { database: DATABASE }),
    logFile: logFile('temporal', ports.port),
    environment: childEnvironment(),
  });
  try {
    return { server: await request.parts.add("Temporal's dev server", starting), ports };
  } catch (error) {
    if (!(error instanceof PortTakenError) || tries === 1) throw error;
    return startServer(request, executable, await choosePorts(request), tries - 1);
  }
}

function endOf(server: DevServer, log: string): Promise<never> {
  const gone = server.exited.then((exit) => {
    throw new StartError(`Temporal's dev server ${describeExit(exit)}. Its log: ${log}`);
  });
  gone.catch(() => undefined); // it ends at the end, too, when nobody waits for it any more
  return gone;
}

async function choosePorts({ flags, terminal }: BringUp): Promise<Ports> {
  const { port, note } = await choosePort({
    ...{ what: 'Temporal', preferred: STANDARD_PORT, asked: flags.port, flag: '--port' },
  });
  const ui = await choosePort(
    { what: 'the Web UI', preferred: STANDARD_UI_PORT, asked: flags.uiPort, flag: '--ui-port' },
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
