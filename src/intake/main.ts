import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { connectOffboarding } from '../client';
import { within } from '../client/within';
import { ConfigurationError, readIntakeConfig, secretsIn, type IntakeConfig } from '../config';
import { CannotListen, listen } from '../http/listen';
import { createLogger } from '../logger';
import { startTracing } from '../tracing/start-tracing';
import { endOnTheUnforeseen, toldToStop } from '../ending';
import { createIntake } from './server';
import { HR_SOURCES } from './sources';

const EXIT = { stopped: 0, failed: 1, misconfigured: 2 } as const;

/** Milliseconds for a call of Temporal's: the quickest senders give up after 3 s. */
const CALL_TIMEOUT_MS = 2_500;
/** Milliseconds for the requests under way when it is told to stop. */
const GRACE_MS = 12_000;

/** Comes up although Temporal is away: senders read 503 then, and come again. */
async function main(): Promise<number> {
  const config = configOrFaults();
  if (config instanceof ConfigurationError) {
    process.stderr.write(`${config.message}\n`);
    return EXIT.misconfigured;
  }
  const stop = toldToStop();
  const logger = createLogger(config.logLevel, secretsIn());
  endOnTheUnforeseen(logger);
  const { temporal, secrets, webUiUrl: url } = config;
  const tracing = config.tracing && startTracing(config.tracing, logger);
  const client = await connectOffboarding(
    { ...temporal, ...(tracing && { interceptors: tracing.clientInterceptors }) },
    { lazy: true, callTimeoutMs: CALL_TIMEOUT_MS },
  );
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sources = HR_SOURCES.map((source) => ({
    source,
    secrets: secrets.sources[source.name] ?? [],
  }));
  const { scim: scimSecrets, api: apiTokens } = secrets;
  const app = createIntake({
    client,
    sources,
    scimSecrets,
    apiTokens,
    pageOpenHere: config.pageOpenHere,
    ...(url && { webUi: { url, namespace: temporal.namespace } }),
    logger,
    registry,
    onSecret: (source, secret) => showSecret(logger, source, secret),
  });
  const address = await listen(app, { who: 'The intake', prefix: 'INTAKE', ...config.listen });
  const takes = sources.filter((guarded) => guarded.secrets.length > 0).map((g) => g.source.name);
  if (scimSecrets.length > 0) takes.push('scim');
  logger.info(
    { address, sources: takes, temporal: temporal.address, namespace: temporal.namespace },
    'intake is ready',
  );
  logger.info({ signal: await stop }, 'intake stops');
  await close(app);
  await tracing?.stop();
  // The connection is left to the end of the process: every event is handed over or refused by now.
  return EXIT.stopped;
}

/** Secrets go to the eyes of a person at a terminal, never into a log. */
function showSecret(logger: Logger, source: string, secret: string): void {
  if (process.stderr.isTTY) {
    const seen = JSON.stringify(secret); // its control characters are not for a terminal
    process.stderr.write(`${source} was set up by somebody with the secret ${seen}\n`);
  } else
    logger.warn(
      { source },
      'somebody set the source up, with a secret: run the intake in a terminal to be shown it',
    );
}

/** Takes no more, and ends what is under way. What dawdles is cut off: its sender was promised nothing, and comes again. */
async function close(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  const late = () => new Error('the requests under way do not end');
  await within(app.close(), 2 * GRACE_MS, late).catch(() => undefined);
  clearTimeout(cut);
}

function configOrFaults(): IntakeConfig | ConfigurationError {
  try {
    return readIntakeConfig(HR_SOURCES);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const words = error instanceof CannotListen ? error.message : String((error as Error).stack);
    process.stderr.write(`${words}\n`);
    process.exit(EXIT.failed);
  },
);
