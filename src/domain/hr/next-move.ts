import type { HrFact } from './fact';
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
export function nextMove(record: HrRecord, now: string): NextMove {
  const terminations = terminationsIn(record.facts);
  const standing = standingIn(record, now)[0];
  const withdrawn = terminations.filter(({ withdrawnBy }) => withdrawnBy).sort(byWithdrawal);
  if (record.run && !hasEnded(record.run)) {
    const wanted = standing ?? rehired(terminations, now) ?? withdrawn.at(-1);
    return wanted ? { kind: 'tell', termination: wanted } : NOTHING;
  }
  if (standing) return { kind: 'start', termination: standing };
  const unasked = withdrawn.find(
    (termination) =>
      termination.withdrawnBy?.kind === 'cancel' &&
      !record.settled.includes(termination.withdrawnBy.id) &&
      (wasCarriedOut(record, termination) || wasBegun(record)),
  );
  return unasked ? { kind: 'ask', termination: unasked } : NOTHING;
}

/** Terminations that no run has answered yet; those to be done at once first, then by their time. */
export const standingIn = (record: HrRecord, now: string): Termination[] =>
  terminationsIn(record.facts)
    .filter(({ withdrawnBy, rehiredAt }) => !withdrawnBy && !isOver(rehiredAt, now))
    .filter((termination) => !isAnswered(record, termination))
    .sort((a, b) => Number(b.now) - Number(a.now));

/** Whoever works there anew is not cut off for the employment before. */
const isOver = (rehiredAt: string | undefined, now: string): boolean =>
  rehiredAt !== undefined && rehiredAt <= now;

/** The newest end that a new employment has overtaken, as one that is taken back. */
function rehired(terminations: Termination[], now: string): Termination | undefined {
  const last = terminations.findLast(({ rehiredAt }) => isOver(rehiredAt, now));
  const { rehiredBy } = last ?? {};
  return last && rehiredBy && { ...last, withdrawnBy: rehiredBy };
}

/** A run that was cancelled or cut off may have done half of it. */
const wasBegun = ({ run }: HrRecord): boolean =>
  run?.state === 'cancelled' || run?.state === 'cutOff';

/** A run ended with this very fact, or access was gone already when the employment ended. */
const isAnswered = (record: HrRecord, termination: Termination): boolean =>
  record.settled.includes(termination.fact.id) ||
  ((wasCarriedOut(record, termination) || (termination.now && record.carriedOut?.now === true)) &&
    !record.facts.some((fact) => givesBack(record, fact, termination)));

const wasCarriedOut = ({ carriedOut }: HrRecord, { effectiveAt }: Termination): boolean =>
  carriedOut !== undefined && effectiveAt <= carriedOut.until;

/** Somebody may have come back between the run that cut the access and this end, or before it was recorded. */
function givesBack({ carriedOut }: HrRecord, fact: HrFact, termination: Termination): boolean {
  if (!carriedOut || (fact.kind !== 'rehire' && fact.kind !== 'cancel')) return false;
  const isLater = fact.occurredAt > carriedOut.at || fact.effectiveAt > carriedOut.at;
  const isBefore =
    fact.effectiveAt <= termination.effectiveAt || fact.occurredAt <= termination.fact.occurredAt;
  return isLater && isBefore;
}

const byWithdrawal = (a: Termination, b: Termination): number =>
  (a.withdrawnBy?.occurredAt ?? '') < (b.withdrawnBy?.occurredAt ?? '') ? -1 : 1;
