import cors from '@fastify/cors';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Payload } from '@temporalio/common';
import type { Logger } from 'pino';
import { EncryptionCodec } from '../encryption/codec';
import { UndecryptablePayload } from '../encryption/errors';
import type { PayloadKey } from '../encryption/payload-key';
import { isBearerOf } from '../http/bearer';
import { bodyOf, payloadsIn } from './payloads';
import { signedInUntil } from './session';
import { addSignIn } from './sign-in';

/** Temporal takes 2 MB a payload; tools send several at a time, in base64. */
const BODY_LIMIT = 32 * 1024 * 1024;
/** Of what comes from people who have not said yet who they are: a form with a token. */
const FORM_LIMIT = 4_096;
/** Milliseconds for a request to arrive whole. */
const ARRIVAL_MS = 10_000;
/** Seconds that browsers remember what they may send. */
const PREFLIGHT_S = 600;

export interface CodecServerOptions {
  keys: readonly PayloadKey[];
  tokens: readonly string[];
  /** Whose pages in a browser may ask. */
  webUiOrigin: string;
  logger: Logger;
}

/**
 * Decrypts payloads for Temporal's Web UI and command line, and encrypts what they send. Not listening yet.
 *
 * `POST /decode` and `POST /encode` take and answer `{"payloads": [{"metadata": {"<name>": "<base64>"}, "data":
 * "<base64>"}]}`, for who sends `Authorization: Bearer <token>`, or has signed in at `GET /`. All or nothing, as the
 * tools expect it: one payload that cannot be read is 422 with the reason. `GET /healthz`: whether it lives.
 */
export function createCodecServer(options: CodecServerOptions): FastifyInstance {
  const { webUiOrigin, logger } = options;
  const codec = new EncryptionCodec(options.keys);
  const app = fastify({
    logger: false,
    bodyLimit: FORM_LIMIT,
    requestTimeout: ARRIVAL_MS,
    forceCloseConnections: true,
    http: { connectionsCheckingInterval: 1_000, headersTimeout: ARRIVAL_MS },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    allowPrivateNetwork(request, reply, webUiOrigin);
  });
  void app.register(cors, {
    origin: [webUiOrigin],
    credentials: true,
    methods: ['POST'],
    allowedHeaders: ['Authorization', 'Authorization-Extras', 'Content-Type', 'X-Namespace'],
    maxAge: PREFLIGHT_S,
  });
  app.setErrorHandler((error, _request, reply) => answerError(error, reply, logger));
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'There is nothing here.'));
  app.after(() => {
    addSignIn(app, options);
    app.get('/healthz', async () => ({ status: 'ok' }));
    const add = (url: string, work: (payloads: Payload[]) => Promise<Payload[]>) =>
      app.post(url, {
        bodyLimit: BODY_LIMIT,
        onRequest: async (request, reply) => whyNot(request, reply, options),
        handler: async (request, reply) => {
          const payloads = payloadsIn(request.body);
          if (!payloads) return refuse(reply, 400, NO_PAYLOADS);
          return bodyOf(await work(payloads));
        },
      });
    add('/decode', (payloads) => codec.decode(payloads));
    add('/encode', (payloads) => codec.encode(payloads));
  });
  return app;
}

const NO_PAYLOADS =
  'The body must be {"payloads": [{"metadata": {…}, "data": "<base64>"}]}, as JSON.';

const refuse = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).send({ message });

/** Before a body is read. */
function whyNot(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { tokens, webUiOrigin }: CodecServerOptions,
): FastifyReply | undefined {
  if (isBearerOf(headers.authorization, tokens)) return undefined;
  if (signedInUntil(headers.cookie, tokens, Date.now()) === undefined) {
    void reply.header('WWW-Authenticate', 'Bearer');
    const message =
      'Send the token as "Authorization: Bearer <token>" (temporal --codec-auth "Bearer <token>"), or sign in at / with a browser.';
    return refuse(reply, 401, message);
  }
  // Browsers send a cookie on behalf of whatever page they show.
  if (headers.origin === webUiOrigin) return undefined;
  return refuse(reply, 403, 'A cookie counts for pages of OFFBOARDING_WEB_UI_URL alone.');
}

/** Browsers ask before a page of the internet may reach a server of a private network. */
function allowPrivateNetwork(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  webUiOrigin: string,
): void {
  const isAsked = headers['access-control-request-private-network'] === 'true';
  if (isAsked && headers.origin === webUiOrigin)
    void reply.header('Access-Control-Allow-Private-Network', 'true');
}

function answerError(error: unknown, reply: FastifyReply, logger: Logger): FastifyReply {
  if (error instanceof UndecryptablePayload) {
    logger.warn({ problem: error.message }, 'a payload cannot be read');
    return refuse(reply, 422, error.message);
  }
  const { statusCode: status = 500 } = error as { statusCode?: number };
  if (status < 500) return refuse(reply, status, (error as Error).message);
  logger.error({ error }, 'unexpected failure');
  return refuse(reply, 500, "Something went wrong here: see the codec server's log.");
}
