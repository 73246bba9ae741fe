import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bareEnvironment } from '../src/config/local';
import { describeExit, startChild } from '../src/local/child';
import { CHECKOUT } from '../src/local/folders';
import { ensureBuilt } from '../src/stack/built';
import type { Progress } from '../src/local/progress';

const STOP_MS = 60_000;
const KEPT_LINES = 30;
const BYTES_PER_MB = 1_048_576;

/** A worker as it runs in production: from the built output, in a process of its own. */
export interface BenchWorker {
  pid: number;
  /** Of all its threads together, a second old at the most; the workflows run in one of their own. */
  heapMb(): number;
  /** How many runs it keeps in memory, by the SDK's own count. */
  cachedRuns(): Promise<number>;
  /** Rejects when it ends by itself, with what it said last. */
  gone: Promise<never>;
  stop(): Promise<unknown>;
}

/** @returns once it works. @throws Error with what it said where it ends before that */
export async function startBenchWorker(
  environment: Record<string, string>,
  metricsPort: number,
  progress: Progress,
): Promise<BenchWorker> {
  await ensureBuilt(progress);
  const preload = join(CHECKOUT, 'bench', 'heap-lines.js');
  const args = ['--require', preload, join(CHECKOUT, 'dist', 'worker.js')];
  const child = startChild(process.execPath, args, {
    env: bareEnvironment({ ...environment, WORKER_METRICS_PORT: String(metricsPort) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heaps = new Map<string, number>();
  const said: string[] = [];
  const keep = (line: string) => {
    said.push(line);
    if (said.length > KEPT_LINES) said.shift();
  };
  createInterface({ input: child.process.stderr! }).on('line', (line) => {
    const [, thread, bytes] = /^HEAP (\d+) (\d+)$/.exec(line) ?? [];
    if (thread === undefined) keep(line);
    else heaps.set(thread, Number(bytes));
  });
  const ready = new Promise<true>((isReady) => {
    createInterface({ input: child.process.stdout! }).on('line', (line) => {
      keep(line);
      if (line.includes('"worker is ready"')) isReady(true);
    });
  });
  const gone = child.exited.then((exit) => {
    throw new Error(`The worker ${describeExit(exit)}. It said last:\n${said.join('\n')}`);
  });
  await Promise.race([ready, gone]);
  return {
    pid: child.process.pid ?? 0,
    heapMb: () => [...heaps.values()].reduce((sum, bytes) => sum + bytes, 0) / BYTES_PER_MB,
    cachedRuns: async () => {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      const [, count] = /^temporal_sticky_cache_size{[^}]*} (\d+)/m.exec(text) ?? [];
      return Number(count ?? 0); // it is not told before there is one
    },
    gone,
    stop: () => {
      gone.catch(() => undefined);
      return child.stop(STOP_MS);
    },
  };
}
