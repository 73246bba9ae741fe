import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { outcomeOf, type IntakeMetrics, type Outcome } from './metrics';

/** Event ids in one line of the log, at most. */
const IDS = 20;

interface Telling {
  source: string;
  outcome: Outcome;
  /** Why it was refused. */
  code?: string;
  ids?: readonly string[];
  /** Milliseconds from the request to its answer. */
  ms: number;
}

/** Counts and logs what told of events: no body, no header, no e-mail address. */
export class Records {
  constructor(
    private readonly metrics: IntakeMetrics,
    private readonly logger: Logger,
  ) {}

  keep({ source, outcome, code = '', ids = [], ms }: Telling): void {
    this.metrics.told(source, outcome, code);
    const events = { events: ids.slice(0, IDS), ...(ids.length > IDS && { count: ids.length }) };
    this.logger.info(
      { source, outcome, ...(code && { code }), ...events, ms: Math.round(ms) },
      'webhook',
    );
  }

  /** Keeps what comes by `POST /webhooks/:source`, and the time of every request. */
  watch(app: FastifyInstance): void {
    // When the answer is made, and not when it is sent: the sender may have hung up by then.
    app.addHook('onSend', async (request, { statusCode, elapsedTime }) => {
      const { hrSource: source = 'unknown', errorCode: code = '', eventIds: ids = [] } = request;
      if (request.method !== 'POST' || request.routeOptions.url !== '/webhooks/:source') return;
      this.keep({ source, outcome: outcomeOf(statusCode), code, ids, ms: elapsedTime });
    });
    app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
      // A path that nobody declared would make a series of its own.
      const route = routeOptions.url ?? 'none';
      this.metrics.request({ method, route, status: statusCode }, elapsedTime / 1_000);
    });
  }
}
