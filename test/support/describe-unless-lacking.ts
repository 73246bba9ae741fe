import { describe, it } from '@jest/globals';

/**
 * A suite that needs a program which npm does not install. Where the machine lacks it, by a sentence that says what to
 * install, it fails in CI; elsewhere it is skipped, and says so.
 */
export function describeUnlessLacking(
  lacking: string | undefined,
  name: string,
  suite: () => void,
): void {
  if (lacking === undefined) return describe(name, suite);
  if (process.env['CI']) {
    describe(name, () => {
      it('has what it needs', () => {
        throw new Error(lacking);
      });
    });
    return;
  }
  process.stderr.write(`Skipped: ${name}. ${lacking}\n`);
  describe.skip(`${name} (skipped: ${lacking})`, suite);
}
