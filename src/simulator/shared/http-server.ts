import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { FaultRow } from './fault-catalogue';
import { renderRow, type Fill } from './fault-catalogue';
import type { Due, FaultScript, ScriptedFault } from './fault-script';
import { toIncoming, type Incoming } from './incoming';
import { HTML_TYPE, JSON_TYPE, type Reply } from './reply';
import type { RequestLog, RequestRecord } from './request-log';

/** One call of a provider's API; two routes may share a name. */
export interface SimulatedCall {
  readonly name: string;
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  readonly path: string;
}

/** What differs between the providers. */
export interface Provider<Call extends SimulatedCall> {
  readonly calls: readonly Call[];
  readonly catalogue: Readonly<Record<string, FaultRow>>;
  /** The header with the provider's own id for a request. */
  readonly requestIdHeader: string;
  readonly faults: FaultScript;
  readonly log: RequestLog;
  /** E-mails of those a request concerns. */
  usersOf(call: Call, incoming: Incoming): string[];
  /** Counts the call; a reply means that the rate limit refuses it. */
  throttle(call: Call, now: number): Reply | undefined;
  /** Authenticates and does what is asked. */
  answer(call: Call, incoming: Incoming): Reply;
  /** Headers that every answer carries. */
  stamp(call: Call | undefined): Record<string, string>;
  fill(call: Call, incoming: Incoming, users: readonly string[]): Fill;
  unknownRoute(): Reply;
}

/** A server with every call of the provider on it; closing it ends what hangs or dawdles at once. */
export function createServer<Call extends SimulatedCall>(
  provider: Provider<Call>,
): FastifyInstance {
  const unknown = (request: FastifyRequest, reply: FastifyReply): void => {
    const record = provider.log.begin('unknown', toIncoming(request), []);
    send(provider, reply, record, undefined, provider.unknownRoute());
  };
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 4096 },
    // A path that cannot be decoded is no route of the provider's either.
    frameworkErrors: (_error, request, reply) => unknown(request, reply),
  });
  // Providers parse bodies in their own way and with their own errors; here a body is only text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler(unknown);

  const closing = new AbortController();
  // One for each answer that dawdles: however many, that is no leak.
  setMaxListeners(0, closing.signal);
  app.addHook('preClose', (done) => {
    closing.abort();
    done();
  });
  for (const call of provider.calls) {
    app.route({
      method: call.method,
      url: call.path,
      handler: (request, reply) => serve(provider, call, request, reply, closing.signal),
    });
  }
  return app;
}

/** The rate limit comes first, as at the providers' edge; then the script; then the call itself. */
function serve<Call extends SimulatedCall>(
  provider: Provider<Call>,
  call: Call,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): FastifyReply | Promise<unknown> {
  const incoming = toIncoming(request);
  const users = provider.usersOf(call, incoming);
  const record = provider.log.begin(call.name, incoming, users);
  const now = Date.now();
  const throttled = provider.throttle(call, now);
  if (throttled !== undefined) return send(provider, reply, record, call, throttled);
  const due = provider.faults.take(call.name, users);
  if (due === undefined)
    return send(provider, reply, record, call, provider.answer(call, incoming));

  const fault = due.fault;
  const answerOf = (): Reply => provider.answer(call, incoming);
  const failure = (): Reply | undefined =>
    fault && faultReply(fault, provider.catalogue, provider.fill(call, incoming, users));
  if (fault !== undefined) record.fault = fault.fault ?? 'respond';
  return play(due, answerOf, closing).then((answer) => {
    if (closing.aborted) return void reply.hijack();
    const ends = fault?.fault === undefined ? undefined : provider.catalogue[fault.fault]?.ends;
    if (ends !== undefined) {
      reply.hijack();
      if (ends === 'reset') request.raw.socket.resetAndDestroy();
      return undefined;
    }
    return send(provider, reply, record, call, failure() ?? answer ?? answerOf());
  });
}

/** Waits, and does the call's work before that where the fault says so. */
async function play(
  due: Due,
  answerOf: () => Reply,
  closing: AbortSignal,
): Promise<Reply | undefined> {
  const answer = due.applied ? answerOf() : undefined;
  if (due.delayMs > 0) {
    await wait(due.delayMs, undefined, { signal: closing }).catch(() => undefined);
  }
  return answer;
}

function faultReply(
  fault: ScriptedFault,
  catalogue: Readonly<Record<string, FaultRow>>,
  fill: Fill,
): Reply | undefined {
  const row = fault.fault === undefined ? undefined : catalogue[fault.fault];
  if (row !== undefined) return renderRow(row, fill, Date.now(), fault.retryAfterSeconds);
  if (fault.respond === undefined) return undefined;
  const { status, headers, body } = fault.respond;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const type = text.startsWith('<') ? HTML_TYPE : JSON_TYPE;
  return {
    status,
    headers: { ...(text !== '' && { 'content-type': type }), ...headers },
    body: text,
  };
}

function send<Call extends SimulatedCall>(
  provider: Provider<Call>,
  reply: FastifyReply,
  record: RequestRecord,
  call: Call | undefined,
  answer: Reply,
): FastifyReply {
  const headers = { ...provider.stamp(call), ...answer.headers };
  record.status = answer.status;
  if (answer.code !== undefined) record.code = answer.code;
  const requestId = headers[provider.requestIdHeader];
  if (requestId !== undefined) record.requestId = requestId;
  return reply
    .code(answer.status)
    .headers(headers)
    .send(answer.body === '' ? undefined : answer.body);
}
