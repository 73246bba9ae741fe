import type { BatchStatus } from '../../domain/batch/status';
import { EXIT, type ExitCode } from '../exit-codes';

/** How a batch ends the command that waited for it: as a watch of each of its runs would have, where nobody answers. */
export const batchVerdict = ({ counts }: BatchStatus): ExitCode =>
  counts.blocked + counts.held + counts.failed + counts.cancelled > 0 ? EXIT.REFUSED : EXIT.OK;

/** A look at a batch: as a look at each of its runs; and who called it off left somebody undone. */
export const batchLookVerdict = (status: BatchStatus): ExitCode =>
  status.state === 'cancelled' ? EXIT.REFUSED : batchVerdict(status);
