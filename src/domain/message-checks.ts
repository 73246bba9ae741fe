import type { Decide } from './messages';
import type { RunRecord } from './run-record';
import { needsOf } from './run-status';
import type { Decision } from './status';

/** What a person may decide about a step that waits for its next try. */
const WHILE_RETRYING: readonly Decision[] = ['retry', 'skip', 'markDone'];

/** Why a decision cannot be taken now; undefined where it fits. */
export function whyDecisionDoesNotFit(
  record: RunRecord,
  { step: name, decision }: Decide,
): string | undefined {
  const step = record.steps.find((candidate) => candidate.step === name);
  if (!step) return `${name} is not a step of this run.`;
  if (record.rescind && !(record.reversals as string[]).includes(name))
    return 'The termination is taken back: only its reversal takes decisions now.';
  if (step.decided)
    return `${name} has been decided already (${step.decided.decision} by ${step.decided.by}).`;
  const allowed =
    step.state === 'retrying'
      ? WHILE_RETRYING
      : step.state === 'blocked'
        ? (step.decisions ?? [])
        : [];
  if (allowed.includes(decision)) return undefined;
  if (allowed.length > 0)
    return `${decision} does not fit here; ${name} takes ${allowed.join(', ')}.`;
  const waiting = needsOf(record).flatMap((need) => need.step ?? []);
  const instead =
    waiting.length > 0
      ? `These wait for a decision: ${waiting.join(', ')}.`
      : 'No step waits for a decision.';
  return `${name} is ${step.state} and needs no decision. ${instead}`;
}

/** Why the run cannot be released now; undefined where it can. */
export function whyReleaseDoesNotFit(record: RunRecord): string | undefined {
  if (!record.hold && !record.withdrawn) return 'The run is not held.';
  if (record.hold?.code === 'policy.unreadable')
    return 'The run waits for its policy file: mend it, and it goes on by itself.';
  return undefined;
}
