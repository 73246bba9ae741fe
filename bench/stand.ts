import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { readWorkerConfig } from '../src/config';
import {
  childEnvironment,
  exemptLoopbackFromProxies,
  readLocalEnvironment,
} from '../src/config/local';
import { startDevServer } from '../src/local/dev-server';
import { LOGS, whereToSearch } from '../src/local/folders';
import { freePort } from '../src/local/ports';
import { resolveTemporalCli } from '../src/local/temporal-cli';
import { openTerminal } from '../src/local/terminal';
import { createCloudflareClient } from '../src/providers/cloudflare/client';
import { createZoomClient } from '../src/providers/zoom/client';
import { createWorkers } from '../src/worker/create-workers';
import { createPlainActivities } from './plain/activities';
import { startSimulatorProcess, type SimulatorProcess } from './simulators';

export const PLAIN_QUEUE = 'bench-plain';
/** Zoom's limit for the calls of a Business plan, as the worker sets it. */
const ZOOM_CALLS_PER_SECOND = 60;

export interface Stand {
  temporal: Client;
  simulators: SimulatorProcess;
  close(): Promise<void>;
}

/** The tuned dev server, the simulators, and in this process the engine's workers and one for the plain sequence. */
export async function openStand(): Promise<Stand> {
  exemptLoopbackFromProxies();
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const environment = childEnvironment();
    const progress = openTerminal(process.stderr);
    const where = whereToSearch(readLocalEnvironment());
    const { path } = await resolveTemporalCli({ ...where, environment, progress });
    const server = await startDevServer({
      executable: path,
      port: await freePort(),
      logFile: join(LOGS, 'bench-temporal.log'),
      environment,
    });
    closers.push(() => server.stop());
    const simulators = await startSimulatorProcess();
    closers.push(() => simulators.stop());
    const connection = await Connection.connect({ address: server.address });
    closers.push(() => connection.close());
    closers.push(await work(server.address, simulators.environment));
    return { temporal: new Client({ connection }), simulators, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs the workers; what it returns ends them. */
async function work(address: string, environment: Record<string, string>) {
  const quiet = new DefaultLogger('ERROR');
  Runtime.install({ logger: quiet });
  const config = readWorkerConfig({ ...environment, TEMPORAL_ADDRESS: address });
  const zoom = createZoomClient(config.zoom);
  const cloudflare = createCloudflareClient(config.cloudflare);
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./plain/workflow.ts');
  const workers = [
    ...(await createWorkers({
      connection,
      namespace: 'default',
      dependencies: {
        zoom,
        cloudflare,
        hr: {},
        notices: { channels: [], kinds: [] },
        ownAccounts: [],
      },
      zoomCallsPerSecond: ZOOM_CALLS_PER_SECOND,
    })),
    await Worker.create({
      connection,
      taskQueue: PLAIN_QUEUE,
      workflowBundle: await bundleWorkflowCode({ workflowsPath, logger: quiet }),
      activities: createPlainActivities(zoom, cloudflare),
    }),
  ];
  const running = Promise.all(workers.map((worker) => worker.run()));
  return async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await connection.close();
  };
}
