import { describeUnlessLacking } from '../support/describe-unless-lacking';
import { stackLacks } from './prerequisites';

/** A suite that needs PostgreSQL and Temporal's server. */
export const describeOnStack = (name: string, suite: () => void): void =>
  describeUnlessLacking(stackLacks(), name, suite);
