import type { Logger } from 'pino';

const FAILED = 1;

/**
 * Says in the log what nobody foresaw, a rejection that nobody handles included, and ends the process: what is left of
 * it cannot be trusted. Temporal gives what was under way to others.
 */
export function endOnTheUnforeseen(logger: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    logger.fatal({ error, origin }, 'the process ends: a fault that nobody foresaw');
    process.exit(FAILED);
  });
}

/**
 * Which signal it was. Ctrl-C reaches us twice where npm is our parent, so later signals count for the first: SIGKILL
 * is there for who cannot wait.
 */
export const toldToStop = (): Promise<NodeJS.Signals> =>
  new Promise((told) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => told(signal));
  });
