import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Progress } from '../../src/local/progress';

export const GOOD_CLI = '#!/bin/sh\necho "temporal version 9.9.9 (Server 1.29.1, UI 2.42.1)"\n';
export const BROKEN_CLI = '#!/bin/sh\necho "cannot execute" >&2\nexit 126\n';

export interface Scratch {
  folder: string;
  /** Writes an executable shell script; returns its path. */
  script(path: string, text: string): Promise<string>;
  remove(): Promise<void>;
}

export async function scratchFolder(): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'offboarding-local-'));
  return {
    folder,
    async script(path, text) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      await chmod(file, 0o755);
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Keeps what was said, for a test to read. */
export function heardProgress(): Progress & { lines: string[] } {
  const lines: string[] = [];
  return { lines, say: (line) => void lines.push(line), alive: () => undefined };
}

export { isAlive } from '../../src/local/is-alive';

/** Waits until something holds; the test's own timeout ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resume) => setTimeout(resume, 20));
}
