import { ApplicationFailure, CancelledFailure, type Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';

/** What a line says of an activity that has ended, beside what Temporal adds: the run, the activity, the try. */
interface Ended {
  outcome: string;
  code?: string;
  durationMs: number;
}

const textIn = (value: unknown, field: string): string | undefined => {
  const found =
    typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)[field]
      : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** A line for every activity that ends, and the step that it works for on every line of its own. */
export function logActivities(context: Context): ActivityInterceptors {
  let step: string | undefined;
  return {
    inbound: {
      async execute(input, next) {
        step = textIn(input.args[0], 'step');
        const started = performance.now();
        const ended = (outcome: string, code: string | undefined): Ended => ({
          outcome,
          ...(code !== undefined && { code }),
          durationMs: Math.round(performance.now() - started),
        });
        try {
          const result = await next(input);
          const line = ended(textIn(result, 'outcome') ?? 'done', textIn(result, 'code'));
          // What calls nobody outside is no news.
          context.log[step === undefined ? 'debug' : 'info']('activity ended', { ...line });
          return result;
        } catch (error) {
          const isCancelled = error instanceof CancelledFailure;
          const code = error instanceof ApplicationFailure ? error.type : undefined;
          const line = ended(isCancelled ? 'cancelled' : 'failed', code ?? undefined);
          context.log[isCancelled ? 'info' : 'warn']('activity ended', { ...line });
          throw error;
        }
      },
    },
    outbound: {
      getLogAttributes: (attributes, next) =>
        next(step === undefined ? attributes : { ...attributes, step }),
    },
  };
}
