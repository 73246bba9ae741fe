import { pino, type Bindings, type Logger } from 'pino';
import { Cleaner } from './logging/clean-values';

type Child = (this: Logger, bindings: Bindings, options?: object) => Logger;

/**
 * JSON lines on standard output. Whatever is logged is cleaned first: fields by their names, texts by what they look
 * like, at any depth, in errors and their causes too.
 *
 * @param secrets those known from the configuration, masked wherever they stand
 */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  const cleaner = new Cleaner(secrets);
  const logger = pino({
    level,
    hooks: {
      logMethod(args, method) {
        const [first, ...rest] = args as unknown[];
        const given =
          first instanceof Error
            ? [{ error: first }, ...(rest.length > 0 ? rest : [first.message])]
            : args;
        const clean = given.map((one) => cleaner.value(one));
        method.apply(this, clean as Parameters<typeof method>);
      },
    },
  });
  // What a child always says passes no hook. Children of children inherit it.
  const make = Reflect.get(logger, 'child') as unknown as Child;
  logger.child = function (this: Logger, bindings: Bindings, options?: object) {
    return make.call(this, cleaner.value(bindings) as Bindings, options);
  } as Child as unknown as typeof logger.child;
  return logger;
}
