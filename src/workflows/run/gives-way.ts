import { stepOf, type RunRecord } from '../../domain/run-record';
import type { StepName } from '../../domain/steps';

const AFTER_CONTAINMENT: ReadonlySet<StepName> = new Set<StepName>([
  'sweepSessions',
  'verifyAccessRemoved',
  'freeZeroTrustSeat',
]);

/**
 * Whether the step's calls may wait for those of leavers who can still get in: once this one cannot. Not where a look
 * has found access and it is revoked again, not where anything stands blocked, perhaps with the account open, and not
 * where somebody asked for haste.
 */
export const givesWay = (record: RunRecord, name: StepName): boolean =>
  AFTER_CONTAINMENT.has(name) &&
  record.containedAt !== undefined &&
  record.request.urgency !== 'immediate' &&
  stepOf(record, 'verifyAccessRemoved').state !== 'retrying' &&
  !record.steps.some(({ state }) => state === 'blocked');
