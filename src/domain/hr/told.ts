import type { HrFact } from './fact';
import type { Termination } from './terminations';

/** What makes a difference to the run. */
export const toldKey = ({ effectiveAt, now, withdrawnBy }: Termination): string =>
  withdrawnBy ? `withdrawn ${withdrawnBy.id}` : `${effectiveAt}${now ? ' now' : ''}`;

/** Who says it and why, for the record of the run. */
export const saidBy = ({ source, id, kind, reason, occurredAt }: HrFact) => ({
  by: `HR (${source})`,
  reason: (reason ?? `${kind}, event ${id}`).slice(0, 500),
  occurredAt,
});
