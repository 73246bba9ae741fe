import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { bareEnvironment } from '../config/local';
import { runBounded } from '../local/bounded-run';
import { CHECKOUT, STORE } from '../local/folders';
import type { Progress } from '../local/progress';
import { StartError } from '../local/start-error';

/** Written last by `npm run build`, and so there only where all the rest is. */
const LAST_WRITTEN = join(CHECKOUT, 'dist/sbom.json');
const PATIENCE_MS = 5 * 60_000;

/**
 * Runs `npm run build` where there is no build of the sources as they are. Of several at once one builds and the others
 * wait for it: a build begins by removing what another has made.
 */
export async function ensureBuilt(progress: Progress, signal?: AbortSignal): Promise<void> {
  if (await isBuilt()) return;
  progress.say('building the engine: npm run build');
  try {
    const unlock = await lockBuild();
    try {
      signal?.throwIfAborted();
      if (!(await isBuilt())) await build(progress, signal);
    } finally {
      await unlock();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new StartError(`npm run build failed:\n${(error as Error).message}`);
  }
}

/** A lock that its owner, killed, no longer renews is taken over after seconds. */
async function lockBuild(): Promise<() => Promise<void>> {
  await mkdir(STORE, { recursive: true });
  const everySecond = { factor: 1, minTimeout: 1_000, retries: PATIENCE_MS / 1_000 };
  return lock(join(STORE, 'build'), { realpath: false, retries: everySecond });
}

const build = (progress: Progress, signal?: AbortSignal): Promise<void> =>
  runBounded({
    command: process.execPath,
    args: ['--require', require.resolve('tsx/cjs'), join(CHECKOUT, 'scripts/build.ts')],
    cwd: CHECKOUT,
    env: bareEnvironment({}),
    patienceMs: PATIENCE_MS,
    signal,
    onSecond: () => progress.alive('building'),
  });

async function isBuilt(): Promise<boolean> {
  const built = await changed(LAST_WRITTEN);
  return built !== undefined && built > (await newest(join(CHECKOUT, 'src')));
}

const changed = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(files.map((file) => changed(join(file.parentPath, file.name))));
  return Math.max(...times.map((time) => time ?? 0));
}
