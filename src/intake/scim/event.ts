import { createHash } from 'node:crypto';
import type { HrEvent } from '../../domain/hr/event';

const SOURCE = 'scim';

/**
 * What SCIM told, as of now: it says neither when a thing happened nor which message this is. So the id holds the time:
 * the same deactivation in another month is another event, and so is the one after a short return. A repeat of the
 * client's is not known for one; it tells the leaver's run what that knows, or finds the access gone.
 */
export function hrEventOf(
  kind: 'terminate' | 'rehire',
  employee: HrEvent['employee'],
  { reason, receivedAt }: { reason: string; receivedAt: Date },
): HrEvent {
  const at = receivedAt.toISOString();
  const said = JSON.stringify([SOURCE, kind, employee.email, at]);
  const id = createHash('sha256').update(said).digest('hex');
  return { source: SOURCE, id, employee, kind, reason, occurredAt: at, receivedAt: at };
}
