import { fastify, type FastifyInstance } from 'fastify';
import { GRPC, grpcCode } from '../client/connection';
import { shared } from '../client/shared';
import { within } from '../client/within';
import { notWorking, type Standing } from './standing';

/** Of Temporal's, before it counts as away. */
const PATIENCE_MS = 2_500;

/**
 * For what looks after the process. Not listening yet.
 *
 * `GET /livez`: 200 while the process can do its work, if only Temporal lets it; 503 where a restart is what helps.
 * `GET /readyz`: 200 where every queue is worked on and Temporal answers; 503 with what is not so, and why.
 * Both answer JSON. An event loop that is blocked answers nothing, which says it as well.
 */
export function createProbes(standing: Standing): FastifyInstance {
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.addHook(
    'onRequest',
    async (_request, reply) => void reply.header('Cache-Control', 'no-store'),
  );
  app.get('/livez', async (_request, reply) => {
    const failed = notWorking(standing).filter(({ state }) => state === 'FAILED');
    if (failed.length === 0) return { status: 'ok' };
    return reply.code(503).send({ status: 'failed', queues: failed.map(({ queue }) => queue) });
  });
  const askTemporal = shared(() => standing.askTemporal());
  app.get('/readyz', async (_request, reply) => {
    const because = await reasonsAgainst(standing, askTemporal);
    const { providersAtStart } = standing;
    if (because.length === 0) return { status: 'ok', providersAtStart };
    return reply.code(503).send({ status: 'notReady', because, providersAtStart });
  });
  return app;
}

interface Reason {
  code: 'starting' | 'draining' | 'queueNotWorkedOn' | 'temporalAway' | 'temporalRefuses';
  message: string;
  /** Of `queueNotWorkedOn`, as is the state of its worker. */
  queue?: string;
  state?: string;
}

const STARTING: Reason = { code: 'starting', message: 'It is starting.' };
const DRAINING: Reason = {
  code: 'draining',
  message: 'It takes no more work, and lets the calls under way end.',
};
const AWAY: Reason = { code: 'temporalAway', message: 'Temporal does not answer.' };
const REFUSES: Reason = {
  code: 'temporalRefuses',
  message: 'Temporal does not know the namespace, or does not let the worker in.',
};
const REFUSALS: readonly (number | undefined)[] = [
  GRPC.NOT_FOUND,
  GRPC.PERMISSION_DENIED,
  GRPC.UNAUTHENTICATED,
];

async function reasonsAgainst(
  standing: Standing,
  askTemporal: () => Promise<unknown>,
): Promise<Reason[]> {
  if (standing.phase === 'starting') return [STARTING];
  if (standing.phase === 'draining') return [DRAINING];
  const idle = notWorking(standing).map(({ queue, state }): Reason => {
    const message = `The worker of ${queue} does not work.`;
    return { code: 'queueNotWorkedOn', message, queue, state };
  });
  const late = () => new Error('no answer');
  const unheard = await within(askTemporal(), PATIENCE_MS, late).then(
    () => [],
    (error: unknown) => [REFUSALS.includes(grpcCode(error)) ? REFUSES : AWAY],
  );
  return [...idle, ...unheard];
}
