import type { Containment } from '../../domain/error-policy/reaction';
import { enter, type StepRecord } from '../../domain/run-record';
import { attempt } from './attempt';
import { withdrawRole } from './containment';
import { now } from './clock';
import { noteCut, retryWhatTheRoleBlocked } from './learn';
import type { Run } from './run';

/** Does what a person decided about a step. */
export async function applyDecision(run: Run, step: StepRecord): Promise<void> {
  const { decided } = step;
  if (!decided) return;
  const { containment } = step;
  delete step.decided;
  const because = `${decided.by}: ${decided.reason}`;
  switch (decided.decision) {
    case 'skip':
      return enter(step, 'skipped', now(), { message: `Skipped by ${because}` });
    case 'markDone':
      step.effect = 'certain';
      enter(step, 'done', now(), { message: `Marked done by ${because}` });
      noteCut(run.record, step.step);
      if (step.step === 'withdrawZoomRole') retryWhatTheRoleBlocked(run);
      return;
    case 'retry':
      if (run.policy.adminAccounts === 'demote') retryBlockedRole(run, containment);
      return attempt(run, step);
    case 'demoteAndRetry':
      enter(step, 'running', now());
      run.publish();
      retryBlockedRole(run, containment);
      await withdrawRole(run);
      return attempt(run, step, { contained: true });
  }
}

/** What stood in the way of the role's withdrawal may be mended too: a scope, say. */
function retryBlockedRole(run: Run, containment: Containment | undefined): void {
  const role = run.record.steps.find(({ step }) => step === 'withdrawZoomRole');
  const isWaiting = role?.state === 'blocked' && !run.busy.has(role.step);
  if (containment?.withdrawsRole && isWaiting) run.tryAgain(role);
}
