import { rm } from 'node:fs/promises';
import { testRun } from './global-setup';

export default async function globalTeardown(): Promise<void> {
  await testRun.server?.stop();
  if (testRun.bundleFile) await rm(testRun.bundleFile, { force: true });
}
