import { enter, type StepRecord } from '../../domain/run-record';
import { attempt } from './attempt';
import { withdrawRole } from './containment';
import { now } from './clock';
import { retryWhatTheRoleBlocked } from './learn';
import type { Run } from './run';

/** Does what a person decided about a step. */
export async function applyDecision(run: Run, step: StepRecord): Promise<void> {
  const { decided } = step;
  if (!decided) return;
  delete step.decided;
  const because = `${decided.by}: ${decided.reason}`;
  switch (decided.decision) {
    case 'skip':
      return enter(step, 'skipped', now(), { message: `Skipped by ${because}` });
    case 'markDone':
      step.effect = 'certain';
      enter(step, 'done', now(), { message: `Marked done by ${because}` });
      if (step.step === 'withdrawZoomRole') retryWhatTheRoleBlocked(run);
      return;
    case 'retry':
      return attempt(run, step);
    case 'demoteAndRetry':
      enter(step, 'running', now());
      run.publish();
      await withdrawRole(run);
      return attempt(run, step, { contained: true });
  }
}
