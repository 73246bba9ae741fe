import type { RunRecord } from '../../domain/run-record';
import type { StepName } from '../../domain/steps';
import type { ProviderActivity } from './lanes';

/** What reads, or frees a seat, can always wait. */
const CAN_WAIT: readonly ProviderActivity[] = ['checkZeroTrustAccess', 'freeZeroTrustSeat'];

/**
 * Whether a call may wait for Cloudflare's next window of calls, so that there is room for others in this one. First
 * revokes never wait; nor does a second one that stands in for a refused deactivation, or that ends sessions which a
 * look has found.
 */
export function givesWay(record: RunRecord, step: StepName, activity: ProviderActivity): boolean {
  if (CAN_WAIT.includes(activity)) return true;
  if (activity !== 'revokeZeroTrustTokens' || step === 'revokeZeroTrustTokens') return false;
  const { deactivationRefusedAt, containedAt, steps } = record;
  const isOwed = deactivationRefusedAt !== undefined && containedAt === undefined;
  return !isOwed && !steps.some(({ code }) => code === 'cloudflare.sessionsRemain');
}
