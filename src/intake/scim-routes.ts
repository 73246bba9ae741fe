import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { HandOver } from './hand-over';
import { loggable } from './loggable';
import { outcomeOf } from './metrics';
import type { Records } from './records';
import { addScimRoutes } from './scim/routes';

const SOURCE = 'scim';
const PATH = '/scim/';

interface ScimRoutes {
  secrets: readonly string[];
  handOver: HandOver;
  records: Records;
  logger: Logger;
}

/** SCIM beside the webhooks: the same way to Temporal, the same log and figures. */
export function addScim(
  app: FastifyInstance,
  { secrets, handOver, records, logger }: ScimRoutes,
): void {
  // Most of what a directory asks tells of nobody, so here only what went wrong counts by its answer.
  app.addHook('onSend', async ({ url, method }, { statusCode, elapsedTime }) => {
    if (!url.startsWith(PATH) || statusCode < 400) return;
    if (method === 'GET' && statusCode === 404) return; // a search
    const outcome = outcomeOf(statusCode);
    records.keep({ source: SOURCE, outcome, code: String(statusCode), ms: elapsedTime });
  });
  addScimRoutes(app, {
    secrets,
    handOver: async (event) => {
      const begun = performance.now();
      await handOver.all([event]);
      const ms = performance.now() - begun;
      records.keep({ source: SOURCE, outcome: 'accepted', ids: [event.id], ms });
    },
    onIgnored: () => records.keep({ source: SOURCE, outcome: 'ignored', ms: 0 }),
    onFault: (error) => logger.error({ fault: loggable(error) }, 'unexpected failure'),
  });
}
