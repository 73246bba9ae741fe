import { describe, it } from '@jest/globals';
import { stackLacks } from './prerequisites';

/** A suite that needs PostgreSQL and Temporal's server. Without them it fails in CI; elsewhere it is skipped, and says so. */
export function describeOnStack(name: string, suite: () => void): void {
  const lacking = stackLacks();
  if (lacking === undefined) return describe(name, suite);
  if (process.env['CI'] !== undefined) {
    describe(name, () => {
      it('has what the stack needs', () => {
        throw new Error(lacking);
      });
    });
    return;
  }
  process.stderr.write(`Skipped: ${name}. ${lacking}\n`);
  describe.skip(`${name} (skipped: ${lacking})`, suite);
}
