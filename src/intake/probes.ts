import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { shared } from '../client/shared';
import { within } from '../client/within';
import type { IntakeClient } from './intake-client';
import type { IntakeMetrics } from './metrics';
import { errors } from './schemas';
import { Unavailable } from './unavailable';

/** Below the second that probes commonly wait would be too short for a Temporal that is far away. */
const PATIENCE_MS = 2_500;

const okSchema = z.object({ status: z.literal('ok') }).meta({ description: 'Yes.' });
const OK = { status: 'ok' } as const;

/** For what looks after the process: does it live, can it work, how does it do. Needs no token. */
export function addProbes(
  app: FastifyInstance,
  client: Pick<IntakeClient, 'ping'>,
  metrics: IntakeMetrics,
): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/healthz',
    schema: {
      tags: ['Operation'],
      summary: 'Whether the process lives',
      response: { 200: okSchema },
    },
    handler: async () => OK,
  });
  const ask = shared(() => client.ping());
  routes.route({
    method: 'GET',
    url: '/readyz',
    schema: {
      tags: ['Operation'],
      summary: 'Whether Temporal answers, so that events can be taken',
      response: { 200: okSchema, ...errors({ 503: 'Temporal does not answer.' }) },
    },
    handler: async () => {
      const notReady = () => new Unavailable('not_ready', 'Temporal does not answer.');
      try {
        await within(ask(), PATIENCE_MS, notReady);
      } catch {
        throw notReady();
      }
      return OK;
    },
  });
  routes.route({
    method: 'GET',
    url: '/metrics',
    schema: {
      tags: ['Operation'],
      summary: "Figures in Prometheus' format",
      produces: ['text/plain'],
      response: {
        200: { description: 'The figures.', content: { 'text/plain': { schema: z.string() } } },
      },
    },
    handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  });
}
