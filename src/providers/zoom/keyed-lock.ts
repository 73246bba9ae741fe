import { Mutex } from 'async-mutex';
import { untilAborted } from '../cancellation';

/** Lets one piece of work at a time run for each key; a key that nobody holds or waits for takes no memory. */
export class KeyedLock {
  private readonly locks = new Map<string, { mutex: Mutex; users: number }>();

  /** How many keys are in use. */
  get size(): number {
    return this.locks.size;
  }

  /** Runs the work in its turn. @throws ProviderCallCancelled when the signal ends the wait. */
  async run<T>(key: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const lock = this.locks.get(key) ?? { mutex: new Mutex(), users: 0 };
    this.locks.set(key, lock);
    lock.users += 1;
    try {
      const turn = lock.mutex.acquire();
      const release = await untilAborted(turn, signal).catch((error: unknown) => {
        // The place in the queue cannot be given up, so it is passed on the moment it is reached.
        void turn.then((pass) => pass());
        throw error;
      });
      try {
        return await work();
      } finally {
        release();
      }
    } finally {
      lock.users -= 1;
      if (lock.users === 0) this.locks.delete(key);
    }
  }
}
