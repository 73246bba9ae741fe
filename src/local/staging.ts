import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TEMPORAL, verify, type TemporalCli } from './executable';
import { isAlive } from './is-alive';

const PREFIX = '.partial-';

/**
 * Has `supply` put an executable into a folder of its own, and moves it to `<folder>/temporal` only once
 * it has answered to `--version`: whatever interrupts it, nothing half-written is ever found there.
 */
export async function storeExecutable(
  folder: string,
  supply: (staging: string) => Promise<string>,
): Promise<TemporalCli> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  const staging = await mkdtemp(join(folder, `${PREFIX}${process.pid}-`));
  try {
    const supplied = await supply(staging);
    const { version } = await verify(supplied);
    const path = join(folder, TEMPORAL);
    await rename(supplied, path);
    return { path, version };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Folders of starts that were killed; one whose process lives may still be at work. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!name.startsWith(PREFIX) || isAlive(pid)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
