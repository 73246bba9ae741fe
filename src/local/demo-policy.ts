import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { policySchema } from '../domain/policy';
import { STORE } from './folders';

/** A demonstration should show the second revoke, an outage and the way out of it within a minute. */
export const DEMO_POLICY = {
  sweepDelay: '5s',
  sweepInterval: '20s',
  retry: { initialInterval: '1s', maximumInterval: '5s', maximumAttempts: 5 },
} satisfies z.input<typeof policySchema>;

/** @returns the path of the file. */
export async function writeDemoPolicy(): Promise<string> {
  await mkdir(STORE, { recursive: true });
  const path = join(STORE, 'demo-policy.json');
  await writeFile(path, `${JSON.stringify(DEMO_POLICY, null, 2)}\n`);
  return path;
}
