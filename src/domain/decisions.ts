import type { Verdict } from './error-policy';
import type { Decision } from './status';

/** What a person may answer to a step that failed this way. */
export function decisionsFor({ reaction }: Pick<Verdict, 'reaction'>): Decision[] {
  const decisions: Decision[] = ['retry', 'skip', 'markDone'];
  if (reaction.kind === 'compensate' && reaction.compensation.withdrawsRole)
    decisions.push('demoteAndRetry');
  return decisions;
}
