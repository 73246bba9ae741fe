import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Change = [pattern: RegExp, instead: string];

/**
 * The test run's workflow bundle with something else in it, in a file of its own.
 * @returns its path
 * @throws where the bundle has nothing that could be changed so
 */
export async function alteredBundle(...changes: Change[]): Promise<string> {
  let code = await readFile(process.env['OFFBOARDING_TEST_BUNDLE'] ?? '', 'utf8');
  for (const [pattern, instead] of changes) {
    if (!pattern.test(code))
      throw new Error(`Nothing in the workflow bundle looks like ${pattern}.`);
    code = code.replace(pattern, instead);
  }
  const path = join(tmpdir(), `workflow-bundle-${randomUUID()}.js`);
  await writeFile(path, code);
  return path;
}

/** As the code was before this patch. */
export const without = (patch: string): Change => [
  new RegExp(String.raw`\(0, ?\w+\.patched\)\('${patch}'\)`, 'g'),
  'false',
];
