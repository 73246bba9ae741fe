import { pino, type Logger } from 'pino';
import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/worker';

/** JSON lines on standard output. Known places of secrets are blanked, should one ever come near a log. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    serializers: { error: pino.stdSerializers.err },
    redact: {
      paths: [
        '*.password',
        '*.secret',
        '*.token',
        '*.authorization',
        '*.Authorization',
        '*.headers',
        '*.apiKey',
        '*.clientSecret',
      ],
      censor: '[redacted]',
    },
  });

const LEVELS = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const;

/** Temporal's own log lines, through the same logger. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const log = (level: LogLevel, message: string, meta?: LogMetadata) => {
    const { timestampNanos: _time, ...rest } = meta ?? {};
    logger[LEVELS[level]](rest, message);
  };
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}
