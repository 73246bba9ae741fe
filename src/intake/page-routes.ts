import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { within } from '../client/within';
import type { WebUi } from '../domain/web-ui';
import { policyFor } from '../html/document';
import { fromClient } from './client-failure';
import type { IntakeClient } from './intake-client';
import { accessOf, type PageGate } from './page/access';
import { readBoard } from './page/board';
import { renderBoard } from './page/board-page';
import { renderRefusal, type Refusal } from './page/refusal-page';
import { NOT_FROM_HERE, NOT_NOW, TOKEN_WANTED } from './page/refusals';
import { PAGE_STYLES } from './page/styles';
import { Unavailable } from './unavailable';

/** A person waits for it. Each call to Temporal has a limit of its own. */
const PATIENCE_MS = 15_000;

interface PageRoutes {
  client: Pick<IntakeClient, 'runs'>;
  gate: PageGate;
  /** Where each leaver's run is to be seen; absent: its id is shown. */
  webUi: WebUi | undefined;
  logger: Logger;
}

const HEADERS = {
  'Content-Security-Policy': `${policyFor(PAGE_STYLES)}; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** `GET /`: who waits for a person, who leaves today and later, and what has ended; for people, to be read only. */
export function addPageRoutes(
  app: FastifyInstance,
  { client, gate, webUi, logger }: PageRoutes,
): void {
  app.route({
    method: 'GET',
    url: '/',
    schema: { hide: true },
    onRequest: async (request, reply) => {
      void reply.headers(HEADERS);
      const access = accessOf(request, gate);
      if (access === 'notFromHere') return refuse(reply, 403, NOT_FROM_HERE);
      if (access === 'open') return undefined;
      const challenges = ['Basic realm="offboarding", charset="UTF-8"', 'Bearer'];
      return refuse(reply.header('WWW-Authenticate', challenges), 401, TOKEN_WANTED);
    },
    handler: async (_request, reply) => {
      const late = () => new Unavailable('too_slow', 'Temporal is slow just now.');
      const board = await within(readBoard(client.runs, new Date()), PATIENCE_MS, late);
      return html(reply, renderBoard(board, webUi));
    },
    errorHandler: (error, _request, reply) => {
      if (!(error instanceof Unavailable)) fromClient(error, logger); // into the log
      void refuse(reply, 503, NOT_NOW);
    },
  });
}

const html = (reply: FastifyReply, page: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').send(page);

const refuse = (reply: FastifyReply, status: number, refusal: Refusal): FastifyReply =>
  html(reply.code(status), renderRefusal(refusal));
