import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundleOptionsOf } from '../../src/worker/bundle-options';

export const encryptedOf = (bundleFile: string): string =>
  bundleFile.replace(/\.js$/, '-encrypted.js');

/** Path of the bundle whose failures are encrypted: beside that of the test run, and made once for it. */
export async function encryptedBundle(): Promise<string> {
  const path = encryptedOf(process.env['OFFBOARDING_TEST_BUNDLE'] ?? '');
  if (existsSync(path)) return path;
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ ...bundleOptionsOf({ encrypted: true }), logger });
  // In one go: other suites take it as soon as it is there.
  const written = `${path}-${process.pid}`;
  await writeFile(written, code);
  await rename(written, path);
  return path;
}
