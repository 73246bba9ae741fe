import type { HrEvent, HrEventKind } from './event';

/** An event whose meaning is complete: who, what, and from when as an instant. */
export interface HrFact extends Pick<HrEvent, 'source' | 'id' | 'occurredAt' | 'receivedAt'> {
  kind: Exclude<HrEventKind, 'updated'>;
  /** ISO 8601, UTC. Of a rehire: the start of the new employment. */
  effectiveAt: string;
  /** IANA zone in which the effective time was meant, where it is known. */
  timeZone?: string;
  /** The sender gave no time: it means now. */
  atOnce?: true;
  reason?: string;
}

/** Of facts that happened at the same moment, what takes access away counts as the newer. */
const RANK: Record<HrFact['kind'], number> = {
  rehire: 0,
  cancel: 1,
  terminate: 2,
  change: 3,
  revokeNow: 4,
};

/** In the order in which things happened: the same for every order of arrival. */
export function compareFacts(a: HrFact, b: HrFact): number {
  return (
    Date.parse(a.occurredAt) - Date.parse(b.occurredAt) ||
    RANK[a.kind] - RANK[b.kind] ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
