import { ConfigurationError, readCodecConfig, secretsIn } from '../config';
import { endOnTheUnforeseen, toldToStop } from '../ending';
import { CannotListen, listen } from '../http/listen';
import { createLogger } from '../logger';
import { createCodecServer } from './server';

const EXIT = { stopped: 0, failed: 1, misconfigured: 2 } as const;

/** The codec server: `npm run codec`. Needs no Temporal. */
async function main(): Promise<number> {
  const stop = toldToStop();
  const { listen: where, logLevel, ...config } = readCodecConfig();
  const logger = createLogger(logLevel, secretsIn());
  endOnTheUnforeseen(logger);
  const app = createCodecServer({ ...config, logger });
  const address = await listen(app, { who: 'The codec server', prefix: 'CODEC', ...where });
  logger.info({ address, keys: config.keys.map(({ id }) => id) }, 'codec server is ready');
  logger.info({ signal: await stop }, 'codec server stops');
  await app.close();
  return EXIT.stopped;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isOurs = error instanceof ConfigurationError || error instanceof CannotListen;
    process.stderr.write(`${isOurs ? error.message : String((error as Error).stack)}\n`);
    process.exit(error instanceof ConfigurationError ? EXIT.misconfigured : EXIT.failed);
  },
);
