import { isSettled, type StepRecord } from '../../domain/run-record';
import type { StepName } from '../../domain/steps';
import { attempt } from './attempt';
import { applyDecision } from './decision';
import type { Run } from './run';

/** Performs a step until it is settled: tries it, contains what it cannot do, and waits for people where it must. */
export async function performStep(run: Run, name: StepName): Promise<void> {
  const step = run.recordOf(name);
  if (step.state === 'pending') await attempt(run, step);
  while (!isSettled(step)) {
    if (!step.decided && !step.dueAgain) await run.woken(name);
    await (step.decided ? applyDecision(run, step) : tryAgainQuietly(run, step));
    run.publish();
  }
}

/** A blocked step stays blocked for everyone to see until a try of its own accord succeeds. */
async function tryAgainQuietly(run: Run, step: StepRecord): Promise<void> {
  if (!step.dueAgain) return;
  delete step.dueAgain;
  await attempt(run, step, { quietly: true });
}
