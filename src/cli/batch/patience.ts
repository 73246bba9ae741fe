import { setTimeout } from 'node:timers/promises';
import { NoWorker, TemporalUnavailable } from '../../client/errors';

/** Milliseconds between two tries. */
const INTERVAL = 500;
/** A worker or a server that is being replaced comes back within this. */
const PATIENCE = 120_000;

interface Waiting {
  interrupted: AbortSignal;
  /** Is told why nothing comes. */
  remark: (text: string) => void;
}

/** Calls until there is an answer, for a while also where no worker or no Temporal is there. */
export async function patiently<T>(
  call: () => Promise<T>,
  { interrupted, remark }: Waiting,
): Promise<T> {
  const since = Date.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const mayPass = error instanceof NoWorker || error instanceof TemporalUnavailable;
      if (!mayPass || Date.now() - since > PATIENCE) throw error;
      remark(error.message);
    }
    await setTimeout(INTERVAL, undefined, { signal: interrupted });
  }
}
