import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { IntakeError } from './errors';
import type { HandOver } from './hand-over';
import { receive } from './receive';
import { acceptedSchema, COME_AGAIN, errors } from './schemas';
import { SwitchBoard, type GuardedSource } from './switch-board';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose event it may be, for the log and the metrics. */
    hrSource?: string;
    eventIds?: readonly string[];
  }
}

interface WebhookRoutes {
  sources: readonly GuardedSource[];
  handOver: HandOver;
  /** Told of the secret that a sender made up, before anybody knows whether it was the sender. */
  onSecret: (source: string, secret: string) => void;
}

/** `POST /webhooks/:source` for events, and `GET` for the senders that verify the address first. */
export function addWebhookRoutes(app: FastifyInstance, options: WebhookRoutes): void {
  const board = new SwitchBoard(options.sources);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = z.object({
    source: z
      .string()
      .meta({ description: `One of ${board.names.join(', ')}.`, examples: [...board.names] }),
  });
  const find = (request: FastifyRequest<{ Params: z.infer<typeof params> }>) => {
    const guarded = board.find(request.params.source);
    request.hrSource = guarded.source.name;
    return guarded;
  };

  routes.route({
    method: 'POST',
    url: '/webhooks/:source',
    // Before the body is read: nobody sends us 256 kB for nothing.
    onRequest: async (request) => {
      const guarded = find(request);
      if (!guarded.source.handshake) board.requireOn(guarded);
      // Senders call their JSON by many names, some of which the framework would not let pass.
      delete request.headers['content-type'];
    },
    schema: {
      tags: ['HR events'],
      summary: 'An HR system tells of an employee',
      description:
        "Signed in the sender's own way, over the body as it is. 202 once the events are kept for good; " +
        'a repeat does no harm. After a 503 send it again; after a 4xx do not.',
      params,
      body: z.unknown().meta({ description: "The sender's own JSON, 256 kB at most." }),
      response: {
        200: z.object({}).meta({ description: "A sender's trial of the address." }),
        202: acceptedSchema,
        204: z.undefined().meta({ description: 'Nothing in it matters here.' }),
        ...errors({
          400: 'The body is not JSON in UTF-8.',
          401: 'The signature does not fit, or is too old.',
          404: 'There is no such source, or it is not switched on.',
          413: 'The body is larger than 256 kB.',
          422: 'The body can never be right; the faults name its fields. What is right of it is taken.',
          503: COME_AGAIN,
        }),
      },
    },
    handler: async (request, reply) => {
      const guarded = find(request);
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const webhook = { headers: request.headers, rawBody, receivedAt: new Date() };
      const { handshake, events, refusal } = receive(guarded, webhook, () =>
        board.requireOn(guarded),
      );
      if (handshake) {
        if (handshake.secret) options.onSecret(guarded.source.name, handshake.secret);
        return reply.code(200).send({});
      }
      const ids = events.map(({ id }) => id);
      request.eventIds = ids;
      await options.handOver.all(events);
      if (refusal) throw refusal;
      if (ids.length === 0) return reply.code(204).send();
      return reply.code(202).send({ accepted: ids.length, events: ids });
    },
  });

  routes.route({
    method: 'GET',
    url: '/webhooks/:source',
    schema: {
      tags: ['HR events'],
      summary: "Answers a sender's verification of the address",
      description: 'For senders that ask once, before they send; Okta does.',
      params,
      response: {
        200: z.looseObject({}).meta({ description: 'What the sender wants to read.' }),
        ...errors({ 404: 'There is nothing to verify.' }),
      },
    },
    handler: async (request) => {
      const guarded = find(request);
      board.requireOn(guarded);
      const answer = guarded.source.challenge?.(request.headers);
      if (answer) return { ...answer };
      throw new IntakeError(
        404,
        'no_challenge',
        'Events come here by POST; there is nothing to read.',
      );
    },
  });
}
