import { OWNER_ROLE } from './error-policy/role-fixes';
import type { RunRecord } from './run-record';
import type { RunState } from './status';

const PLAIN_MEMBER = '2';

/**
 * The state that a real run would come to by itself, as far as a dry run can tell by reading; undefined where a
 * look-up was not possible.
 */
export function wouldBe(record: RunRecord): RunState | undefined {
  const { snapshot, knownToZoom, knownToCloudflare, policy } = record;
  if (record.wouldBeHeld) return 'held';
  const roleId = snapshot?.roleId ?? PLAIN_MEMBER;
  const isRefused =
    roleId === OWNER_ROLE || (roleId !== PLAIN_MEMBER && policy?.adminAccounts !== 'demote');
  if (isRefused || (knownToZoom === false && knownToCloudflare === false)) return 'blocked';
  if (knownToZoom === undefined || knownToCloudflare === undefined) return undefined;
  return knownToZoom && knownToCloudflare ? 'completed' : 'completedWithExceptions';
}
