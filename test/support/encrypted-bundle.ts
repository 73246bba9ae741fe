import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
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
  await writeFile(path, code);
  return path;
}
