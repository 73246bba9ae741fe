import type { Worker } from '@temporalio/worker';

/** What a provider said when the worker asked it first: `refused` is no fault of the worker's, and may be mended since. */
export type FirstAnswer = 'accepted' | 'refused' | 'noAnswer';

/** Where a worker process stands. Its main program writes it, its probes read it. */
export interface Standing {
  phase: 'starting' | 'working' | 'draining';
  /** One for each queue; none before they are made. */
  workers: readonly Pick<Worker, 'getState' | 'options'>[];
  /** By the provider; none before it has answered. */
  providersAtStart: Record<string, FirstAnswer>;
  /** Rejects where Temporal does not answer for the namespace. */
  askTemporal: () => Promise<unknown>;
}

export const newStanding = (): Standing => ({
  phase: 'starting',
  workers: [],
  providersAtStart: {},
  askTemporal: () => Promise.reject(new Error('not connected yet')),
});

/** The queues whose workers are not at work, with the state that they are in. */
export function notWorking({ workers }: Standing): { queue: string; state: string }[] {
  return workers
    .map((worker) => ({ queue: worker.options.taskQueue, state: worker.getState() }))
    .filter(({ state }) => state !== 'RUNNING');
}
