import { GracefulShutdownPeriodExpiredError, type Worker } from '@temporalio/worker';
import type { Logger } from 'pino';

/** A worker failed, or calls did not end in time; the others have drained since. */
export class WorkersFailed extends Error {
  override readonly name = 'WorkersFailed';
}

/**
 * Works until told to stop; then takes no more, and lets the calls under way end, each worker as long as it was made
 * to. Where one worker fails, the others are stopped in the same way: a process that works on some of its queues only
 * would keep its runs from those who work on all.
 * @throws WorkersFailed once all have ended.
 */
export async function runWorkers(
  workers: readonly Worker[],
  told: Promise<unknown>,
  logger: Logger,
): Promise<void> {
  const drain = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const faults: string[] = [];
  const runs = workers.map((worker) =>
    worker.run().catch((error: unknown) => {
      const queue = worker.options.taskQueue;
      const isLate = error instanceof GracefulShutdownPeriodExpiredError;
      const what = isLate ? 'calls under way did not end in time' : 'the worker failed';
      logger.error({ queue, error }, `${what}: what it had under way goes to others`);
      faults.push(`${queue}: ${what}`);
      drain();
    }),
  );
  void told.then(drain);
  await Promise.all(runs);
  if (faults.length > 0) throw new WorkersFailed(faults.join('; '));
}
