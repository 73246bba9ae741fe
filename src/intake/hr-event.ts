import type { HrEvent } from '../domain/hr/event';
import type { IncomingWebhook } from './source';

/** What a source reads out of a body, with `undefined` for what the sender does not say. */
interface Said extends Pick<HrEvent, 'id' | 'kind' | 'occurredAt'> {
  employee: { id?: string | undefined; email?: string | undefined };
  readBack?: boolean;
  effective?: HrEvent['effective'] | undefined;
  reason?: string | undefined;
}

/** The event as workflows take it: without fields that hold nothing. */
export function hrEventFrom(
  source: string,
  { receivedAt }: IncomingWebhook,
  { id, employee, kind, readBack, effective, reason, occurredAt }: Said,
): HrEvent {
  const received = receivedAt.toISOString();
  return {
    source,
    id,
    employee: {
      ...(employee.id === undefined ? {} : { id: employee.id }),
      ...(employee.email === undefined ? {} : { email: employee.email }),
    },
    kind,
    ...(readBack ? { readBack } : {}),
    ...(effective === undefined ? {} : { effective }),
    ...(reason === undefined ? {} : { reason }),
    // A clock that runs ahead must not make an event the newest for ever.
    occurredAt: occurredAt < received ? occurredAt : received,
    receivedAt: received,
  };
}
