import { describe, it, jest } from '@jest/globals';
import { findBrowser } from '../support/browser';

/** Milliseconds for a test: it opens many pages, which a busy machine draws slowly. */
const TIMEOUT = 120_000;

/** A suite that needs a browser. Without one it fails in CI; elsewhere it is skipped, and says so. */
export function describeInBrowser(name: string, suite: () => void): void {
  const search = findBrowser();
  jest.setTimeout(TIMEOUT);
  if ('path' in search) return describe(name, suite);
  if (process.env['CI']) {
    describe(name, () => {
      it('has a browser', () => {
        throw new Error(search.missing);
      });
    });
    return;
  }
  process.stderr.write(`Skipped: ${name}. ${search.missing}\n`);
  describe.skip(`${name} (${search.missing})`, suite);
}
