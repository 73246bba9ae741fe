import { pino, type Logger } from 'pino';

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
