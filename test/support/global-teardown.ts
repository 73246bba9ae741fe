import { rm } from 'node:fs/promises';
import { encryptedOf } from './encrypted-bundle';
import { testRun } from './global-setup';

export default async function globalTeardown(): Promise<void> {
  await testRun.server?.stop();
  const { bundleFile } = testRun;
  if (!bundleFile) return;
  for (const path of [bundleFile, encryptedOf(bundleFile)]) await rm(path, { force: true });
}
