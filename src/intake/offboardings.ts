import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { z } from 'zod';
import { within } from '../client/within';
import { isBearerOf } from '../http/bearer';
import { fromClient } from './client-failure';
import { IntakeError } from './errors';
import type { IntakeClient } from './intake-client';
import { errors, statusSchema } from './schemas';
import { Unavailable } from './unavailable';

/** Above what the client gives a worker for its answer. */
const PATIENCE_MS = 15_000;
/** What no id of Temporal's is: longer than 1,000 characters, or with control characters in it. */
const NO_ID = /^.{1001}|\p{Cc}|^$/su;

interface OffboardingRoutes {
  client: Pick<IntakeClient, 'status'>;
  /** Both count, while one is changed for another; none: nobody may ask. */
  tokens: readonly string[];
  logger: Logger;
}

/** `GET /offboardings/:id`: where a run stands, for the programs of those who may know. */
export function addOffboardingRoutes(
  app: FastifyInstance,
  { client, tokens, logger }: OffboardingRoutes,
): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/offboardings/:id',
    onRequest: async (request, reply) => {
      if (tokens.length === 0) throw switchedOff();
      if (isBearerOf(request.headers.authorization, tokens)) return;
      void reply.header('WWW-Authenticate', 'Bearer');
      throw unauthorized();
    },
    schema: {
      tags: ['Offboardings'],
      summary: 'Where an offboarding stands',
      security: [{ apiToken: [] }],
      params: z.object({
        id: z
          .string()
          .meta({ description: "A workflow id, or the leaver's employee id or e-mail." }),
      }),
      response: {
        200: {
          description: 'Where it stands.',
          content: { 'application/json': { schema: statusSchema } },
        },
        ...errors({
          401: 'The token is missing, or not the one.',
          404: 'No run goes by this id; or nobody may ask, for no token is set.',
          409: 'The run was cut off before its end.',
          503: 'No worker can tell, or Temporal does not answer.',
        }),
      },
    },
    handler: async (request) => {
      const id = request.params.id.trim();
      if (NO_ID.test(id)) throw noSuchRun();
      const late = () => new Unavailable('too_slow', 'The engine is slow just now. Ask again.');
      return within(ask(client, id, logger), PATIENCE_MS, late);
    },
  });
}

async function ask(client: Pick<IntakeClient, 'status'>, id: string, logger: Logger) {
  try {
    return await client.status(id);
  } catch (error) {
    throw fromClient(error, logger);
  }
}

const switchedOff = () =>
  new IntakeError(
    404,
    'status_off',
    'This is not switched on: set OFFBOARDING_API_TOKEN where the intake runs.',
  );
const unauthorized = () =>
  new IntakeError(401, 'unauthorized', 'Send the token: "Authorization: Bearer <token>".');
const noSuchRun = () => new IntakeError(404, 'not_found', 'No offboarding goes by this id.');
