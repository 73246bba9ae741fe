import type { HrFact } from './fact';
import type { Termination } from './terminations';

/** What a termination says; two that say the same need not be told twice by a record that is read again. */
export const contentOf = ({ effectiveAt, now, withdrawnBy }: Termination): string =>
  withdrawnBy ? `withdrawn ${withdrawnBy.id}` : `${effectiveAt}${now ? ' now' : ''}`;

/** What a run is told: by which fact, and what. */
export const toldOf = (termination: Termination): string =>
  `${termination.fact.id} ${contentOf(termination)}`;

/** Who says it and why, for the record of the run. */
export const saidBy = ({ source, id, kind, reason, occurredAt }: HrFact) => ({
  by: `HR (${source})`,
  reason: (reason ?? `${kind}, event ${id}`).slice(0, 500),
  occurredAt,
  factId: id,
});
