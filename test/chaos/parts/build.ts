import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { CHECKOUT } from '../../../src/local/folders';
import { bundleFileOf, bundleOptionsOf } from '../../../src/worker/bundle-options';

interface Workflows {
  encrypted: boolean;
  /** Path of such a bundle, where there is one already. */
  bundle: string | undefined;
}

/**
 * Compiles the engine into a folder of its own, as `npm run build` does into dist/: programs that are killed and
 * started again all the time must start in a second, and from the same sources.
 */
export async function buildInto(folder: string, { encrypted, bundle }: Workflows): Promise<void> {
  const compiler = require.resolve('typescript/bin/tsc');
  const options = ['--project', 'tsconfig.build.json', '--outDir', folder, '--noCheck'];
  const compiled = promisify(execFile)(process.execPath, [compiler, ...options], {
    cwd: CHECKOUT,
  });
  const target = join(folder, bundleFileOf({ encrypted }));
  if (bundle) {
    await compiled;
    return copyFile(bundle, target);
  }
  const logger = new DefaultLogger('WARN');
  const [{ code }] = await Promise.all([
    bundleWorkflowCode({ ...bundleOptionsOf({ encrypted }), logger }),
    compiled,
  ]);
  await writeFile(target, code);
}
