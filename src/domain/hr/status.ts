import type { Need } from '../status';
import type { HrFact } from './fact';
import type { FollowedRun, HrEntry, HrRecord } from './record';
import { terminationsIn } from './terminations';

/** The answer of the query `status` of HR's events, and their result. */
export interface HrEventsStatus {
  employee: { id?: string; email?: string };
  /** `leaving`: a termination stands; `withdrawn`: it was taken back; `notLeaving`: none is known. */
  termination: 'leaving' | 'withdrawn' | 'notLeaving';
  effectiveAt?: string;
  timeZone?: string;
  /** The leaver's run. */
  run?: Pick<FollowedRun, 'workflowId' | 'state'>;
  /** Events that are being completed, or wait for that. */
  waiting: number;
  /** Empty: nobody need do anything. */
  needs: Need[];
}

/** The answer of the query `report`: every event and what came of it. */
export interface HrEventsReport {
  status: HrEventsStatus;
  facts: HrFact[];
  entries: HrEntry[];
}

export function hrStatusOf(record: HrRecord): HrEventsStatus {
  const { employee, run, waiting } = record;
  const terminations = terminationsIn(record.facts);
  const newest = terminations.findLast(({ withdrawnBy }) => !withdrawnBy) ?? terminations.at(-1);
  return {
    employee,
    termination: !newest ? 'notLeaving' : newest.withdrawnBy ? 'withdrawn' : 'leaving',
    ...(newest ? { effectiveAt: newest.effectiveAt } : {}),
    ...(newest?.timeZone === undefined ? {} : { timeZone: newest.timeZone }),
    ...(run ? { run: { workflowId: run.workflowId, state: run.state } } : {}),
    waiting: waiting.length,
    needs: hrNeedsOf(record),
  };
}

/** The question for the work e-mail of somebody who leaves. */
export const NO_EMAIL = 'employee.noEmail';

/** What waits for a person. The update `dismiss` answers all of it. */
export function hrNeedsOf({ waiting, questions }: HrRecord): Need[] {
  const parked = waiting.flatMap(({ code, message = '' }) => (code ? [{ code, message }] : []));
  return [...parked, ...questions].map(({ code, message }) => ({ code, message, decisions: [] }));
}
