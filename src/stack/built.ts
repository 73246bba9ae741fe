import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bareEnvironment } from '../config/local';
import { runBounded } from '../local/bounded-run';
import { CHECKOUT } from '../local/folders';
import type { Progress } from '../local/progress';
import { StartError } from '../local/start-error';

/** Written last by `npm run build`. */
const BUNDLE = join(CHECKOUT, 'dist/workflow-bundle.js');

/** Runs `npm run build` where there is no build of the sources as they are. */
export async function ensureBuilt(progress: Progress, signal?: AbortSignal): Promise<void> {
  const built = await changed(BUNDLE);
  if (built !== undefined && built > (await newest(join(CHECKOUT, 'src')))) return;
  progress.say('building the engine: npm run build');
  try {
    await runBounded({
      command: process.execPath,
      args: ['--require', require.resolve('tsx/cjs'), join(CHECKOUT, 'scripts/build.ts')],
      cwd: CHECKOUT,
      env: bareEnvironment({}),
      patienceMs: 5 * 60_000,
      signal,
      onSecond: () => progress.alive('building'),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new StartError(`npm run build failed:\n${(error as Error).message}`);
  }
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
