import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { connectTemporal } from './client/connection';
import { OffboardingClientError, TemporalUnavailable } from './client/errors';
import { settleKeys } from './client/key-check';
import { ensureSearchAttributes } from './client/search-attributes';
import { ConfigurationError, readWorkerConfig, secretsIn, type WorkerConfig } from './config';
import { endOnTheUnforeseen, toldToStop } from './ending';
import { CannotListen, listen } from './http/listen';
import { createLogger } from './logger';
import { createCloudflareClient } from './providers/cloudflare/client';
import { createNotices } from './providers/notices/create';
import { createHrApis } from './providers/hr/create';
import { createZoomClient } from './providers/zoom/client';
import { bundleFileOf } from './worker/bundle-options';
import { createWorkers } from './worker/create-workers';
import { startObservation, type Observation } from './worker/observation';
import { createProbes } from './worker/probes';
import { runWorkers, WorkersFailed } from './worker/run-workers';
import { newStanding, type Standing } from './worker/standing';
import { warmUp } from './worker/warm-up';

/** Zoom's smallest limit among the calls the engine makes ("Medium"), per second and account. */
const ZOOM_CALLS_PER_SECOND = { pro: 20, business: 60 } as const;

const EXIT = { stopped: 0, failed: 1, misconfigured: 2, noConnection: 3 } as const;

async function main(): Promise<number> {
  const config = configOrFaults();
  if (config instanceof ConfigurationError) {
    process.stderr.write(`${config.message}\n`);
    return EXIT.misconfigured;
  }
  const told = toldToStop();
  const logger = createLogger(config.logLevel, secretsIn());
  endOnTheUnforeseen(logger);
  const standing = newStanding();
  const working = listenAndServe(config, standing, told, logger);
  const stopped = told.then((signal) => {
    const wasStarting = standing.phase === 'starting';
    standing.phase = 'draining';
    logger.info({ signal, drainMs: config.worker.drainMs }, 'worker stops');
    return wasStarting ? undefined : working; // it has nothing under way
  });
  try {
    await Promise.race([working, stopped]);
    return EXIT.stopped;
  } catch (error) {
    if (error instanceof OffboardingClientError) logger.fatal(error.message);
    else if (error instanceof CannotListen || error instanceof WorkersFailed)
      logger.fatal(`the worker ends: ${error.message}`);
    else logger.fatal({ error }, 'the worker ends: a fault that nobody foresaw');
    if (error instanceof TemporalUnavailable) return EXIT.noConnection;
    return error instanceof OffboardingClientError ? EXIT.misconfigured : EXIT.failed;
  }
}

/** The probes first: who looks after the process sees it start. */
async function listenAndServe(
  config: WorkerConfig,
  standing: Standing,
  told: Promise<unknown>,
  logger: Logger,
): Promise<void> {
  const observation = await startObservation(config, logger);
  const { probes } = config.worker;
  if (probes) {
    const who = { who: "The worker's probes", prefix: 'WORKER' };
    const address = await listen(createProbes(standing), { ...who, ...probes });
    logger.info({ address }, 'probes are ready');
  }
  await prepareNamespace(config, logger);
  await serve(config, observation, standing, told, logger);
  await observation.stop();
}

/** Works until a signal says stop; then lets calls under way end. */
async function serve(
  config: WorkerConfig,
  observation: Observation,
  standing: Standing,
  told: Promise<unknown>,
  logger: Logger,
): Promise<void> {
  const { address, namespace, connectionOptions, encryption } = config.temporal;
  const connection = await NativeConnection.connect(connectionOptions);
  const { observe, tracing } = observation;
  const providers = {
    zoom: createZoomClient({ ...config.zoom, observe }),
    cloudflare: createCloudflareClient({ ...config.cloudflare, observe }),
  };
  // Made by `npm run build`, beside the compiled worker.
  const bundle = join(__dirname, bundleFileOf({ traced: !!tracing, encrypted: !!encryption }));
  void warmUp(providers, standing, logger);
  const workers = await createWorkers({
    connection,
    namespace,
    dependencies: {
      ...providers,
      hr: createHrApis(config.hr, observe),
      notices: observation.counted(
        createNotices(
          config.notices,
          config.webUiUrl === undefined ? undefined : { url: config.webUiUrl, namespace },
        ),
      ),
      ...(config.policyPath === undefined ? {} : { policyPath: config.policyPath }),
      ownAccounts: 'email' in config.cloudflare.auth ? [config.cloudflare.auth.email] : [],
    },
    ...(encryption ? { encryption } : {}),
    drainMs: config.worker.drainMs,
    cachedWorkflows: config.worker.cachedWorkflows,
    zoomCallsPerSecond: ZOOM_CALLS_PER_SECOND[config.zoom.plan],
    ...(config.version ? { version: config.version } : {}),
    tracing,
    ...(existsSync(bundle) ? { workflowBundlePath: bundle } : {}),
  });
  standing.workers = workers;
  standing.askTemporal = () => connection.workflowService.describeNamespace({ namespace });
  await observation.watchLists();
  const running = runWorkers(workers, told, logger);
  if (standing.phase === 'starting') standing.phase = 'working';
  logger.info(
    {
      ...{ address, namespace, queues: workers.map((w) => w.options.taskQueue) },
      ...(config.version && { version: config.version }),
    },
    'worker is ready',
  );
  await running;
  await connection.close();
}

function configOrFaults(): WorkerConfig | ConfigurationError {
  try {
    return readWorkerConfig();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

/**
 * Before the first run, which would otherwise hang on an attribute that the namespace does not know; and before others
 * have to read what only our keys open.
 */
async function prepareNamespace({ temporal }: WorkerConfig, logger: Logger): Promise<void> {
  const connection = await connectTemporal(temporal);
  try {
    await ensureSearchAttributes(connection, temporal.namespace);
    const why = await settleKeys(connection, temporal);
    if (why)
      logger.warn(
        { why },
        'the namespace took no canary of the newest payload key: see docs/encryption.md',
      );
  } finally {
    await connection.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`The worker stopped: ${String((error as Error).stack)}\n`);
    process.exit(EXIT.failed);
  },
);
