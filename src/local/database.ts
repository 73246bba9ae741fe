import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE } from './folders';
import { isAlive } from './is-alive';
import { StartError } from './start-error';

/** Where Temporal keeps its data with the real providers: a run may wait for days. */
export const DATABASE = join(STORE, 'temporal.db');

/**
 * Two servers on one file would both think that all runs are theirs.
 * @throws StartError when another start of this checkout uses it.
 */
export async function claimDatabase(): Promise<{ stop(): Promise<void> }> {
  const file = `${DATABASE}.pid`;
  await mkdir(STORE, { recursive: true });
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  if (owner && owner !== process.pid && isAlive(owner))
    throw new StartError(
      `Another npm start (process ${owner}) keeps its runs in ${DATABASE}.\n` +
        `Use that one, or stop it first. If process ${owner} is something else, delete ${file}.`,
    );
  await writeFile(file, String(process.pid));
  return { stop: () => rm(file, { force: true }) };
}
