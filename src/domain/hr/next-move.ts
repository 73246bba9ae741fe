import { hasEnded, type HrRecord } from './record';
import { terminationsIn, type Termination } from './terminations';

/** What brings the leaver's run in line with what HR wants. */
export type NextMove =
  | { kind: 'nothing' }
  | { kind: 'start'; termination: Termination }
  /** The run is there: it is told when, or that it is taken back. */
  | { kind: 'tell'; termination: Termination }
  /** It was carried out, and then taken back: only a person gives access back. */
  | { kind: 'ask'; termination: Termination };

const NOTHING: NextMove = { kind: 'nothing' };

/** The one decision about a leaver's run; it looks at the whole record, so that it never matters how that came about. */
export function nextMove(record: HrRecord): NextMove {
  const terminations = terminationsIn(record.facts);
  const open = terminations.filter((termination) => !isCarriedOut(record, termination));
  const standing = open.find(({ withdrawnBy }) => !withdrawnBy);
  const newest = terminations.at(-1);
  if (record.run && !hasEnded(record.run)) {
    const wanted = standing ?? open.at(-1) ?? newest;
    return wanted ? { kind: 'tell', termination: wanted } : NOTHING;
  }
  if (standing) return { kind: 'start', termination: standing };
  const taken = newest?.withdrawnBy;
  if (newest && taken?.kind === 'cancel' && !record.settled.includes(taken.id)) {
    const wasCarriedOut =
      record.carriedOutUntil !== undefined && newest.effectiveAt <= record.carriedOutUntil;
    if (wasCarriedOut) return { kind: 'ask', termination: newest };
  }
  return NOTHING;
}

/**
 * A run has answered it: one that ended with this very fact, or one that was completed for the same end of the
 * employment or a later one. What HR records afterwards for a later date is another termination.
 */
function isCarriedOut(record: HrRecord, { fact, effectiveAt }: Termination): boolean {
  return (
    record.settled.includes(fact.id) ||
    (record.carriedOutUntil !== undefined && effectiveAt <= record.carriedOutUntil)
  );
}
