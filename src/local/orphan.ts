import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;

/**
 * Calls `orphaned` when the shell that npm ran this in is gone. On SIGTERM, npm ends that shell, and
 * where `sh` is dash the shell does not pass the signal on: all would run on with nobody to stop it.
 * On Linux only; elsewhere the shell gives its place to the command, which then gets the signal.
 */
export function onOrphaned(orphaned: () => void): void {
  const shell = shellOf(process.ppid);
  if (shell === undefined) return;
  const timer = setInterval(() => {
    if (shellOf(process.ppid) === shell) return;
    clearInterval(timer);
    orphaned();
  }, LOOK_MS);
  timer.unref();
}

/** The parent of tsx, which is the parent of this process. */
function shellOf(tsx: number): number | undefined {
  try {
    // "pid (name) state ppid …", where the name may hold anything
    const stat = readFileSync(`/proc/${tsx}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]);
  } catch {
    return undefined;
  }
}
