import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { CHECKOUT } from '../../../src/local/folders';
import { workflowBundleOptions } from '../../../src/worker/bundle-options';

/**
 * Compiles the engine into a folder of its own, as `npm run build` does into dist/: programs that are killed and
 * started again all the time must start in a second, and from the same sources.
 * @param bundle of the workflows, where there is one already
 */
export async function buildInto(folder: string, bundle: string | undefined): Promise<void> {
  const compiler = require.resolve('typescript/bin/tsc');
  const options = ['--project', 'tsconfig.build.json', '--outDir', folder, '--noCheck'];
  const compiled = promisify(execFile)(process.execPath, [compiler, ...options], {
    cwd: CHECKOUT,
  });
  const target = join(folder, 'workflow-bundle.js');
  if (bundle) {
    await compiled;
    return copyFile(bundle, target);
  }
  const logger = new DefaultLogger('WARN');
  const [{ code }] = await Promise.all([
    bundleWorkflowCode({ ...workflowBundleOptions, logger }),
    compiled,
  ]);
  await writeFile(target, code);
}
