import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { WebUi } from '../domain/web-ui';
import { answerError } from './answer';
import { fromClient } from './client-failure';
import { IntakeError } from './errors';
import { answerUnparsed, refusalOf } from './framework-errors';
import { HandOver } from './hand-over';
import type { IntakeClient } from './intake-client';
import { KnownPaths } from './known-paths';
import { createMetrics } from './metrics';
import { addOffboardingRoutes } from './offboardings';
import { addOpenApi } from './openapi';
import type { PageGate } from './page/access';
import { addPageRoutes } from './page-routes';
import { addProbes } from './probes';
import { Records } from './records';
import { addScim } from './scim-routes';
import type { GuardedSource } from './switch-board';
import { RETRY_AFTER_S } from './unavailable';
import { addWebhookRoutes } from './webhooks';

const BODY_LIMIT = 256 * 1024;
/** Milliseconds for a request to arrive whole. */
const ARRIVAL_MS = 10_000;

export interface IntakeOptions {
  client: IntakeClient;
  /** Every source there is; those without a secret answer that they are not switched on. */
  sources: readonly GuardedSource[];
  scimSecrets: readonly string[];
  /** Who may ask for the status of a run; none: nobody. They open the page too. */
  apiTokens: readonly string[];
  /** The page needs no token in this machine's own browsers, although there is one; default false. */
  pageOpenHere?: boolean;
  /** What the page links to; absent: nothing. */
  webUi?: WebUi | undefined;
  logger: Logger;
  registry: Registry;
  /**
   * Told of the secret that a sender makes up and says in its first trial of the address. Anybody can post one.
   * A secret: for the eyes of the person who sets the source up, never for a log.
   */
  onSecret: (source: string, secret: string) => void;
}

/** The HTTP server that takes HR events. Not listening yet; closing it waits for what is under way. */
export function createIntake(options: IntakeOptions): FastifyInstance {
  const { client, logger } = options;
  const metrics = createMetrics(options.registry);
  const handOver = new HandOver(client, logger);
  const app = fastify({
    // Its own lines would name addresses and URLs, and with them people.
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: ARRIVAL_MS,
    // While it closes, what comes on open connections is served: a 503 would cost the sender minutes.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 2_048 },
    http: { connectionsCheckingInterval: 1_000, headersTimeout: ARRIVAL_MS },
    clientErrorHandler: answerUnparsed,
    frameworkErrors: (error, _request, reply) => void answerAny(error, reply, logger),
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are our own making. A run's status from another version of the engine goes out as it is.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  // Signatures are over the bytes as they came, whatever they are called.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.setErrorHandler((error, _request, reply) => answerAny(error, reply, logger));
  refuseUnknown(app);
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 503 && !reply.hasHeader('Retry-After'))
      void reply.header('Retry-After', String(RETRY_AFTER_S));
  });
  const records = new Records(metrics, logger);
  records.watch(app);
  app.addHook('onClose', () => handOver.idle());
  let closing = false;
  app.addHook('preClose', async () => void (closing = true));
  app.addHook('onSend', async (_request, reply) => {
    // Else a sender that keeps its connection open would keep us from closing for a minute.
    if (closing) void reply.header('Connection', 'close');
  });

  addOpenApi(app);
  app.after(() => {
    addWebhookRoutes(app, { sources: options.sources, handOver, onSecret: options.onSecret });
    addScim(app, { secrets: options.scimSecrets, handOver, records, logger });
    addOffboardingRoutes(app, { client, tokens: options.apiTokens, logger });
    const gate: PageGate = { tokens: options.apiTokens, openHere: options.pageOpenHere ?? false };
    addPageRoutes(app, { client, gate, webUi: options.webUi, logger });
    addProbes(app, client, metrics);
  });
  return app;
}

/** Whatever went wrong, as an answer that says what to do; what nobody foresaw is our own fault, never a 500. */
function answerAny(error: unknown, reply: FastifyReply, logger: Logger): FastifyReply {
  // The framework closes the connection under a body that is too large; the sender must read why.
  void reply.removeHeader('connection');
  const refusal = error instanceof Error && !(error instanceof IntakeError) && refusalOf(error);
  if (refusal) return answerError(reply, refusal.status, refusal);
  const answer = error instanceof IntakeError ? error : fromClient(error, logger);
  return answerError(reply, answer.status, answer);
}

/** Before a body is read: a path that is nowhere, or not by this method. */
function refuseUnknown(app: FastifyInstance): void {
  const paths = new KnownPaths();
  app.addHook('onRoute', ({ url, method }) => paths.add(url, [method].flat()));
  const refuse = async (request: FastifyRequest, reply: FastifyReply) => {
    const methods = paths.methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0)
      return answerError(reply, 404, { code: 'not_found', message: 'There is nothing here.' });
    const allow = methods.join(', ');
    void reply.header('Allow', allow);
    const message = `Not by this method; use ${allow}.`;
    return answerError(reply, 405, { code: 'wrong_method', message });
  };
  app.addHook('onRequest', async (request, reply) => {
    return request.is404 ? refuse(request, reply) : undefined;
  });
  app.setNotFoundHandler(refuse);
}
