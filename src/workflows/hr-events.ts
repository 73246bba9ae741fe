import type { HrEventsStatus } from '../domain/hr/status';
import { beginHrEvents } from './hr/begin';
import { outlivesVersions } from './long-lived';

/**
 * Takes one employee's HR events, in whatever order and however often they come, and keeps the leaver's run in
 * line with the newest fact. Started by the first event; `carried` is the record of a run that continues as new.
 */
export async function hrEvents(carried?: unknown): Promise<HrEventsStatus> {
  const employee = beginHrEvents(carried);
  do {
    employee.understandEvents();
    await employee.bringRunInLine();
  } while (await employee.untilSomethingHappens());
  return employee.status();
}

outlivesVersions(hrEvents);
