/** The caller's signal ended the call: no verdict on the provider. The call may have happened. */
export class ProviderCallCancelled extends Error {
  override readonly name = 'ProviderCallCancelled';

  constructor() {
    super('The call was cancelled.');
  }
}

/** Waits for the promise or the signal; the work behind the promise goes on for whoever else waits for it. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(new ProviderCallCancelled());
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort))
      .catch(() => undefined);
  });
}

export interface Deadline {
  signal: AbortSignal;
  /** What aborted `signal`, whichever came first. */
  cause(): 'timeout' | 'cancelled' | undefined;
  /** Must be called once the work is over: it frees the timer and the caller's signal. */
  stop(): void;
}

/**
 * One signal out of the caller's and a wall clock. The clock covers name look-up, connecting, TLS and the whole
 * answer, which no socket timeout does: that one starts again with every byte of a trickling body.
 */
export function startDeadline(timeoutMs: number, parent: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let cause: 'timeout' | 'cancelled' | undefined;
  const end = (why: 'timeout' | 'cancelled') => {
    cause ??= why;
    controller.abort();
  };
  const cancel = () => end('cancelled');
  const timer = setTimeout(end, timeoutMs, 'timeout');
  parent?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    cause: () => cause,
    stop() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', cancel);
    },
  };
}
