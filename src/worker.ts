import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { connectTemporal } from './client/connection';
import { OffboardingClientError, TemporalUnavailable } from './client/errors';
import { ensureSearchAttributes } from './client/search-attributes';
import { ConfigurationError, readWorkerConfig, type WorkerConfig } from './config';
import { createLogger } from './logger';
import { createCloudflareClient } from './providers/cloudflare/client';
import { createNotices } from './providers/notices/create';
import { createHrApis } from './providers/hr/create';
import { createZoomClient } from './providers/zoom/client';
import { createWorkers } from './worker/create-workers';
import { warmUp } from './worker/warm-up';
import { temporalLogger } from './worker/logger';

/** Zoom's smallest limit among the calls the engine makes ("Medium"), per second and account. */
const ZOOM_CALLS_PER_SECOND = { pro: 20, business: 60 } as const;

const EXIT = { stopped: 0, failed: 1, misconfigured: 2, noConnection: 3 } as const;

/** Made by `npm run build`, beside the compiled worker. */
const BUNDLE = join(__dirname, 'workflow-bundle.js');

async function main(): Promise<number> {
  const config = configOrFaults();
  if (config instanceof ConfigurationError) {
    process.stderr.write(`${config.message}\n`);
    return EXIT.misconfigured;
  }
  const logger = createLogger(config.logLevel);
  Runtime.install({ logger: temporalLogger(logger), shutdownSignals: ['SIGINT', 'SIGTERM'] });
  try {
    await registerSearchAttributes(config);
  } catch (error) {
    if (!(error instanceof OffboardingClientError)) throw error;
    logger.fatal(error.message);
    return error instanceof TemporalUnavailable ? EXIT.noConnection : EXIT.misconfigured;
  }
  await serve(config, logger);
  return EXIT.stopped;
}

/** Works until a signal says stop; then lets calls under way end. */
async function serve(config: WorkerConfig, logger: Logger): Promise<void> {
  const { address, namespace, connectionOptions } = config.temporal;
  const connection = await NativeConnection.connect(connectionOptions);
  const providers = {
    zoom: createZoomClient(config.zoom),
    cloudflare: createCloudflareClient(config.cloudflare),
  };
  const warm = warmUp(providers, logger);
  const workers = await createWorkers({
    connection,
    namespace,
    dependencies: {
      ...providers,
      hr: createHrApis(config.hr),
      notices: createNotices(
        config.notices,
        config.webUiUrl === undefined ? undefined : { url: config.webUiUrl, namespace },
      ),
      ...(config.policyPath === undefined ? {} : { policyPath: config.policyPath }),
      ownAccounts: 'email' in config.cloudflare.auth ? [config.cloudflare.auth.email] : [],
    },
    zoomCallsPerSecond: ZOOM_CALLS_PER_SECOND[config.zoom.plan],
    ...(config.version ? { version: config.version } : {}),
    ...(existsSync(BUNDLE) ? { workflowBundlePath: BUNDLE } : {}),
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  logger.info(
    {
      ...{ address, namespace, queues: workers.map((w) => w.options.taskQueue) },
      ...(config.version && { version: config.version }),
    },
    'worker is ready',
  );
  await warm;
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

/** Before the first run, which would otherwise hang on an attribute that the namespace does not know. */
async function registerSearchAttributes({ temporal }: WorkerConfig): Promise<void> {
  const connection = await connectTemporal(temporal);
  try {
    await ensureSearchAttributes(connection, temporal.namespace);
  } finally {
    await connection.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `The worker stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(EXIT.failed);
  },
);
