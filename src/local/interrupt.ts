import { onOrphaned } from './orphan';

/** One Ctrl-C can arrive several times: from the terminal, and once more from each of npm and tsx. */
const SAME_MS = 1_000;

export class Interrupted extends Error {}

/**
 * Ctrl-C, SIGTERM or the end of the terminal, as a signal that is aborted; a second one, after a moment,
 * calls `force`.
 */
export function onInterrupt(startedByNpm: boolean, force: () => void): AbortSignal {
  const controller = new AbortController();
  let since = 0;
  const interrupt = () => {
    if (!controller.signal.aborted) {
      since = Date.now();
      controller.abort(new Interrupted('interrupted'));
    } else if (Date.now() - since > SAME_MS) force();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  if (startedByNpm) onOrphaned(interrupt);
  return controller.signal;
}

/** Rejects when `signal` is aborted, with its reason; for a race with what cannot be cut short. */
export function aborted(signal: AbortSignal): Promise<never> {
  const promise = new Promise<never>((_, stop) => {
    const end = () => stop(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  promise.catch(() => undefined); // it may happen after the race is over
  return promise;
}
