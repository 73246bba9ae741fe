import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createProbes } from '../../src/worker/probes';
import { newStanding, type Standing } from '../../src/worker/standing';

type WorkerState = ReturnType<Standing['workers'][number]['getState']>;

const worker = (taskQueue: string, state: WorkerState) =>
  ({ options: { taskQueue }, getState: () => state }) as Standing['workers'][number];
const atWork = (): Standing => ({
  ...newStanding(),
  phase: 'working',
  workers: [worker('offboarding', 'RUNNING'), worker('offboarding-zoom', 'RUNNING')],
  askTemporal: () => Promise.resolve(),
});
const grpcError = (code: number) =>
  Object.assign(new Error('no'), { code, details: 'no', metadata: {} });

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

async function serve(standing: Standing): Promise<string> {
  app = createProbes(standing);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

interface Answer {
  status: number;
  body: { status: string; because?: { code: string }[]; queues?: string[] };
}
async function ask(url: string, path: string): Promise<Answer> {
  const response = await fetch(url + path);
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const codes = ({ body }: Answer) => body.because?.map(({ code }) => code);

describe('GET /livez', () => {
  it.each(['starting', 'working', 'draining'] as const)('is 200 while it is %s', async (phase) => {
    const url = await serve({ ...newStanding(), phase });
    expect(await ask(url, '/livez')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('is 503 where a worker failed, and says whose', async () => {
    const workers = [worker('offboarding', 'FAILED'), worker('offboarding-zoom', 'DRAINING')];
    const url = await serve({ ...atWork(), workers });
    expect(await ask(url, '/livez')).toEqual({
      status: 503,
      body: { status: 'failed', queues: ['offboarding'] },
    });
  });

  it('is 200 although Temporal is away: a restart would not bring it back', async () => {
    const url = await serve({ ...atWork(), askTemporal: () => Promise.reject(grpcError(14)) });
    expect(await ask(url, '/livez')).toMatchObject({ status: 200 });
  });
});

describe('GET /readyz', () => {
  it('is 200 where all work and Temporal answers, and tells what the providers said', async () => {
    const providersAtStart = { zoom: 'refused', cloudflare: 'accepted' } as const;
    const url = await serve({ ...atWork(), providersAtStart });
    expect(await ask(url, '/readyz')).toEqual({
      status: 200,
      body: { status: 'ok', providersAtStart },
    });
  });

  it.each([
    ['it is starting', newStanding(), ['starting']],
    ['it drains', { ...atWork(), phase: 'draining' as const }, ['draining']],
    [
      'a queue is not worked on',
      { ...atWork(), workers: [worker('offboarding', 'STOPPING')] },
      ['queueNotWorkedOn'],
    ],
    [
      'Temporal is away',
      { ...atWork(), askTemporal: () => Promise.reject(grpcError(14)) },
      ['temporalAway'],
    ],
    [
      'there is no such namespace',
      { ...atWork(), askTemporal: () => Promise.reject(grpcError(5)) },
      ['temporalRefuses'],
    ],
    [
      'Temporal does not let it in',
      { ...atWork(), askTemporal: () => Promise.reject(grpcError(7)) },
      ['temporalRefuses'],
    ],
    [
      'Temporal never answers',
      { ...atWork(), askTemporal: () => new Promise(() => undefined) },
      ['temporalAway'],
    ],
  ])('is 503 while %s, and says so', async (_, standing, because) => {
    const answer = await ask(await serve(standing), '/readyz');
    expect(answer).toMatchObject({ status: 503, body: { status: 'notReady' } });
    expect(codes(answer)).toEqual(because);
  });

  it('names the queue, and all that is wrong at once', async () => {
    const workers = [worker('offboarding', 'RUNNING'), worker('offboarding-zoom', 'FAILED')];
    const askTemporal = () => Promise.reject(grpcError(14));
    const answer = await ask(await serve({ ...atWork(), workers, askTemporal }), '/readyz');
    expect(answer.body.because).toEqual([
      expect.objectContaining({ queue: 'offboarding-zoom', state: 'FAILED' }),
      expect.objectContaining({ code: 'temporalAway' }),
    ]);
  });

  it('asks Temporal once for all who ask at the same time', async () => {
    let asked = 0;
    let answer: (() => void) | undefined;
    const askTemporal = () => {
      asked += 1;
      return answer ? Promise.resolve() : new Promise<void>((resolve) => (answer = resolve));
    };
    const url = await serve({ ...atWork(), askTemporal });
    let arrived = 0;
    app?.server.on('request', () => (arrived += 1));
    const all = Array.from({ length: 10 }, () => ask(url, '/readyz'));
    while (arrived < 10) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toBe(1);
    answer?.();
    for (const { status } of await Promise.all(all)) expect(status).toBe(200);
  });
});

describe('the probes', () => {
  it('answer HEAD and nothing else, and nobody keeps the answer', async () => {
    const url = await serve(atWork());
    const head = await fetch(`${url}/readyz`, { method: 'HEAD' });
    expect([head.status, head.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await fetch(`${url}/livez`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/`)).status).toBe(404);
  });
});
