import { findBrowser } from '../support/browser';
import { describeUnlessLacking } from '../support/describe-unless-lacking';

/** A suite that needs a browser. */
export function describeInBrowser(name: string, suite: () => void): void {
  const search = findBrowser();
  describeUnlessLacking('missing' in search ? search.missing : undefined, name, suite);
}
