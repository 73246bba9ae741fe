import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/local/ports';
import { Engine, testAddress } from '../support/engine';
import { eventually } from '../support/eventually';
import { TcpProxy } from '../support/tcp-proxy';
import { workerEnvironment, WorkerProcess } from '../support/worker-process';

/** The fewest that may be asked for. */
const CACHED = 40;
const SCHEDULED = 3 * CACHED;

let engine: Engine;
let proxy: TcpProxy;
let worker: WorkerProcess;
let probes: string;
let metrics: string;

const settings = () => ({
  TEMPORAL_ADDRESS: proxy.address,
  WORKER_PORT: '0',
  NODE_OPTIONS: `--require ${join(__dirname, 'fixtures', 'faults-on-signals.js')}`,
});

beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  proxy = await TcpProxy.start(testAddress());
  const metricsPort = await freePort();
  metrics = `http://127.0.0.1:${metricsPort}/metrics`;
  worker = await WorkerProcess.start(engine, {
    ...settings(),
    WORKER_METRICS_PORT: String(metricsPort),
    WORKER_CACHED_WORKFLOWS: String(CACHED),
  });
  probes = await worker.probes();
});
afterAll(async () => {
  await proxy?.restore();
  await worker?.drain();
  await proxy?.cut();
  await engine?.stop();
});

const statusOf = async (path: string) => (await fetch(probes + path)).status;
const untilReadyIs = (status: number) =>
  eventually(
    () => statusOf('/readyz'),
    (is) => is === status,
  );
const because = async () => {
  const { because: all } = (await (await fetch(`${probes}/readyz`)).json()) as {
    because: { code: string }[];
  };
  return all.map(({ code }) => code);
};

const linesOf = ({ output }: WorkerProcess) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the probes of a worker', () => {
  it('say that it is ready, and what the providers think of it', async () => {
    const body = await eventually(
      async () => (await fetch(`${probes}/readyz`)).json() as Promise<{ providersAtStart: object }>,
      ({ providersAtStart }) => Object.keys(providersAtStart).length === 2,
    );
    expect(body).toEqual({
      status: 'ok',
      providersAtStart: { zoom: 'accepted', cloudflare: 'accepted' },
    });
  });

  it.each([
    ['says nothing', async () => proxy.stall()],
    ['is gone', () => proxy.cut()],
  ])(
    'say that it lives and is not ready while Temporal %s, and ready again after',
    async (_, away) => {
      await away();
      await untilReadyIs(503);
      expect(await because()).toEqual(['temporalAway']);
      expect(await statusOf('/livez')).toBe(200);
      await proxy.restore();
      await untilReadyIs(200);
    },
  );

  it('said the truth: it works', async () => {
    const id = await engine.begin({ email: engine.addLeaver('after@example.com') });
    expect(await engine.end(id)).toMatchObject({ state: 'completed' });
  });

  it('do not answer for a process that is held', async () => {
    worker.signal('SIGSTOP');
    let answered = false;
    const answer = statusOf('/livez').finally(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(answered).toBe(false);
    worker.signal('SIGCONT');
    expect(await answer).toBe(200);
  });
});

/** The value of a gauge of the SDK's. */
async function gauge(name: string): Promise<number> {
  const text = await (await fetch(metrics)).text();
  return Number(new RegExp(`^${name}{[^}]*} (\\d+)`, 'm').exec(text)?.[1]);
}

describe('a worker with more runs that wait than it may keep in memory', () => {
  it('keeps as many as it may, and still works on each', async () => {
    const effectiveAt = new Date(Date.now() + 90 * 24 * 3_600_000).toISOString();
    const ids: string[] = [];
    const start = async () => {
      while (ids.length < SCHEDULED) {
        const email = `waiting-${ids.length}@example.com`;
        const id = `waiting-${ids.push(email)}`;
        await engine.begin({ email, effectiveAt }, id);
        expect(await engine.status(id)).toMatchObject({ state: 'scheduled' });
      }
    };
    await Promise.all(Array.from({ length: 10 }, start));
    // The figure follows what it counts.
    await eventually(
      () => gauge('temporal_sticky_cache_size'),
      (kept) => kept === CACHED,
    );

    await engine.signal('waiting-1', 'rescind', { by: 'hr', reason: 'stays' });
    expect(await engine.end('waiting-1')).toMatchObject({ state: 'rescinded' });
  });
});

describe('a worker whose workflow thread dies', () => {
  it('ends with 1, so that it is started anew, and says in its log which queue it was', async () => {
    worker.signal('SIGUSR2');
    await engine.begin({ email: engine.addLeaver('interrupted@example.com') });
    expect(await worker.ended()).toEqual({ code: 1, signal: null });
    const logged = linesOf(worker);
    expect(logged).toContainEqual(expect.objectContaining({ level: 50, queue: 'offboarding' }));
    // The others have drained.
    const ended = logged
      .filter(({ state }) => state === 'STOPPED')
      .map((line) => line['taskQueue']);
    expect(ended.sort()).toEqual([
      ...['offboarding-cloudflare', 'offboarding-notices', 'offboarding-notices-slack'],
      'offboarding-zoom',
    ]);
    // Lines of the SDK's may still come after it.
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 60, msg: expect.stringContaining('offboarding:') }),
    );
  });
});

describe('a worker with a fault that nobody foresaw', () => {
  it('says so in its log, as JSON, and ends with 1', async () => {
    const other = WorkerProcess.run({ ...workerEnvironment(engine), ...settings() });
    await other.probes();
    other.signal('SIGHUP');
    expect(await other.ended()).toEqual({ code: 1, signal: null });
    expect(linesOf(other)).toContainEqual(
      expect.objectContaining({
        level: 60,
        error: expect.objectContaining({ message: 'planted' }),
      }),
    );
  });
});

describe('a worker that is told to stop before it works', () => {
  it('ends at once, with 0', async () => {
    // It cannot have come further by then: Temporal says nothing.
    proxy.stall();
    const other = WorkerProcess.run({ ...workerEnvironment(engine), ...settings() });
    await other.probes();
    other.signal('SIGTERM');
    expect(await other.ended()).toEqual({ code: 0, signal: null });
    await proxy.restore();
    expect(other.output).not.toContain('worker is ready');
  });
});

describe('a worker whose port is taken', () => {
  it('ends with 1, and says what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const other = WorkerProcess.start(engine, { WORKER_PORT: String(port) });
    await expect(other).rejects.toThrow(/ended with code 1.*set WORKER_PORT to another port/s);
    await new Promise((resolve) => server.close(resolve));
  });
});
