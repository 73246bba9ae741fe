import { compareFacts, type HrFact } from './fact';

/** The end of one employment, as HR sees it now. */
export interface Termination {
  /** ISO 8601, UTC. */
  effectiveAt: string;
  timeZone?: string;
  /** Access goes at once, whatever the date. */
  now: boolean;
  /** What decided last. */
  fact: HrFact;
  /** ISO 8601, UTC: when a new employment begins; from then on nothing of the former one is done. */
  rehiredAt?: string;
  rehiredBy?: HrFact;
  /** HR took it back; absent while it stands. */
  withdrawnBy?: HrFact;
}

/**
 * What HR wants, out of all that it said, whatever the order in which it reached us: the terminations of every source,
 * in the order of their ends. No source takes back what another said: a suspension that a directory lifts leaves
 * the end that HR recorded as it is.
 */
export function terminationsIn(facts: readonly HrFact[]): Termination[] {
  const sources = [...new Set(facts.map(({ source }) => source))];
  return sources
    .flatMap((source) => terminationsBy(source, facts))
    .sort(
      (a, b) =>
        Date.parse(a.effectiveAt) - Date.parse(b.effectiveAt) || compareFacts(a.fact, b.fact),
    );
}

/**
 * What one source wants: one termination for each employment, oldest first. The newest fact decides; "revoke now" stays
 * until the termination is taken back.
 */
export function terminationsBy(source: string, all: readonly HrFact[]): Termination[] {
  const facts = all.filter((fact) => fact.source === source);
  const ended: Termination[] = [];
  let current: Termination | undefined;
  for (const fact of [...facts].sort(compareFacts)) {
    switch (fact.kind) {
      case 'terminate':
      case 'change':
      case 'revokeNow':
        if (current?.withdrawnBy) {
          ended.push(current);
          current = undefined;
        }
        current = leavingBy(fact, current);
        break;
      case 'cancel':
        if (current && !current.withdrawnBy) current = { ...current, withdrawnBy: fact };
        else if (!current) withdrawFormer(ended, fact);
        break;
      case 'rehire':
        if (!current) break;
        // Whoever starts anew before the end that was recorded, stays; an end before that is another employment's.
        if (!current.withdrawnBy && current.effectiveAt > fact.effectiveAt && !current.now)
          current = { ...current, withdrawnBy: fact };
        ended.push({ ...current, rehiredAt: fact.effectiveAt, rehiredBy: fact });
        current = undefined;
        break;
    }
  }
  return current ? [...ended, current] : ended;
}

/** Rehired before the old employment ends, and then told that it does not end: that is the one which is meant. */
function withdrawFormer(ended: Termination[], fact: HrFact): void {
  const last = ended.at(-1);
  if (last && !last.withdrawnBy && last.effectiveAt > fact.occurredAt)
    ended[ended.length - 1] = { ...last, withdrawnBy: fact };
}

const REPEATED_WITHIN_MS = 60 * 24 * 3_600_000;

/**
 * Directories say "gone" with no date, and again: by a suspension and then a deactivation, by each cycle of a
 * provisioning job, by a deletion a month later. Much later it may be another employment, whose begin nobody told.
 */
function saysItAgain(fact: HrFact, before: Termination): boolean {
  const later = Date.parse(fact.effectiveAt) - Date.parse(before.effectiveAt);
  return fact.atOnce === true && later >= 0 && later <= REPEATED_WITHIN_MS;
}

function leavingBy(fact: HrFact, before: Termination | undefined): Termination {
  const isNow = fact.kind === 'revokeNow';
  const timeZone = fact.timeZone ?? (isNow ? before?.timeZone : undefined);
  return {
    // Revoked at once, the recorded date still says when the employment ends.
    effectiveAt:
      before && (isNow || saysItAgain(fact, before)) ? before.effectiveAt : fact.effectiveAt,
    ...(timeZone === undefined ? {} : { timeZone }),
    now: isNow || (before?.now ?? false),
    fact,
  };
}
