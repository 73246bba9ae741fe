import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runBounded } from './bounded-run';
import type { Supplier } from './supplier';

/**
 * The download that Temporal's SDK has for its own tests, from Temporal's servers. In a process of its
 * own, since the SDK offers no way to give up on a slow one.
 */
export const downloadWithSdk: Supplier = {
  name: "the SDK's download",

  async supply({ staging, environment, progress, signal }) {
    progress.say("asking Temporal's SDK to download the CLI, for 2 minutes at most");
    const script = require.resolve('./sdk-download-child');
    await runBounded({
      command: process.execPath,
      args: ['--require', require.resolve('tsx/cjs'), script, staging],
      cwd: staging,
      env: environment,
      patienceMs: 2 * 60_000,
      signal,
      onSecond: () => progress.alive('downloading'),
    });
    // The SDK names the file after itself and its version.
    const file = (await readdir(staging)).find((name) => !name.endsWith('.downloading'));
    if (!file) throw new Error('it ended without a file');
    return join(staging, file);
  },
};
