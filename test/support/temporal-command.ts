import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { testAddress, type Engine } from './engine';

/** Runs Temporal's own command line against the engine's namespace. @returns what it printed */
export async function temporal({ namespace }: Engine, ...words: string[]): Promise<string> {
  const path = process.env['OFFBOARDING_TEST_TEMPORAL_CLI'] ?? '';
  const where = ['--address', testAddress(), '--namespace', namespace];
  const { stdout } = await promisify(execFile)(path, [...words, ...where], { timeout: 120_000 });
  return stdout;
}
