import type { OffboardingStatus, RunState } from '../../domain/status';
import { EXIT, type ExitCode } from '../exit-codes';

/** Somebody must look at it. */
const WORTH_A_LOOK: readonly RunState[] = ['blocked', 'held', 'cancelled'];

/** How a command ends on this status. A dry run ends as the real one would; where that could not be told, somebody must look. */
export function exitOf({ state, dryRun, wouldBe }: OffboardingStatus): ExitCode {
  const end = dryRun && state === 'completed' ? wouldBe : state;
  return end === undefined || WORTH_A_LOOK.includes(end) ? EXIT.REFUSED : EXIT.OK;
}
