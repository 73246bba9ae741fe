import { z } from 'zod';
import { toMs } from '../domain/duration';
import { duration } from '../domain/duration-schema';
import { check, type Checked } from './faults';
import { listenHost, listenPort } from './listen';

/** What a worker is told of itself. */
export interface WorkerSettings {
  /** Where it answers what looks after it; port 0 takes any free one. Absent: nowhere. */
  probes?: { host: string; port: number };
  /** Where Prometheus finds its figures, under `/metrics`. Absent: nowhere. */
  metrics?: { host: string; port: number };
  /** Milliseconds that the calls under way get to end by themselves, once it is told to stop. */
  drainMs: number;
  /** How many runs it keeps in memory between their tasks: what bounds its memory. */
  cachedWorkflows: number;
}

const CACHED_WORKFLOWS = 500;
/** Below it Temporal's SDK takes fewer tasks at a time than its 40. */
const FEWEST = 40;

const schema = z
  .object({
    WORKER_HOST: listenHost,
    WORKER_PORT: listenPort.optional(),
    // Nobody could tell which free one it got.
    WORKER_METRICS_PORT: listenPort.pipe(z.int().min(1, 'must not be 0')).optional(),
    WORKER_DRAIN_TIME: duration('30s'),
    WORKER_CACHED_WORKFLOWS: z
      .string()
      .regex(/^\d{1,6}$/, 'must be a whole number')
      .transform(Number)
      .pipe(z.int().min(FEWEST, `must be ${FEWEST} or more`))
      .default(CACHED_WORKFLOWS),
  })
  .transform((env): WorkerSettings => ({
    ...(env.WORKER_PORT === undefined
      ? {}
      : { probes: { host: env.WORKER_HOST, port: env.WORKER_PORT } }),
    ...(env.WORKER_METRICS_PORT === undefined
      ? {}
      : { metrics: { host: env.WORKER_HOST, port: env.WORKER_METRICS_PORT } }),
    drainMs: toMs(env.WORKER_DRAIN_TIME),
    cachedWorkflows: env.WORKER_CACHED_WORKFLOWS,
  }));

export const checkWorker = (env: Record<string, string>): Checked<WorkerSettings> =>
  check(schema, env);
