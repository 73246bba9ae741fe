import type { OffboardingStatus } from '../domain/status';
import { beginRun } from './run/begin-run';

/**
 * Takes a leaver's access away. `input` is one OffboardingRequest; `carried` is the record of a run that
 * continues as new, and comes from nowhere else.
 */
export async function offboardEmployee(
  input: unknown,
  carried?: unknown,
): Promise<OffboardingStatus> {
  const run = beginRun(input, carried);
  return run.unlessTakenBack(async () => {
    await run.released();
    await run.due();
    if (run.isDryRun) return run.sayWhatWouldBeDone();

    await run.inParallel(...run.liveSessionSteps);
    await run.knownSomewhere();
    await run.step('deactivateZoomUser');
    await run.step('rotateZoomPassword');
    await run.sweepUntilVerified();
    await run.knownSomewhere();
    await run.tidyUp();
    await run.withdrawalAnswered();
  });
}
