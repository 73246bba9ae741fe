import { clockOf } from '../../domain/evidence/moments';
import type { OffboardingReport, ZoomBefore } from '../../domain/report';
import { duration, timeToContained, wordFor } from '../status/render-status';

export type Fact = readonly [name: string, value: string];

/** Who asked for what, when, and how it went; what is not known is left out, but for what an auditor looks for first. */
export function headFacts({
  request,
  status,
  zoomBefore,
  workflowId,
  runId,
}: OffboardingReport): Fact[] {
  const contained = timeToContained(status);
  const { effectiveAt, startedAt, containedAt, finishedAt } = status;
  const clock = request.timeZone === undefined ? undefined : clockOf(request.timeZone);
  const time = (at: string | undefined) =>
    at === undefined || !clock ? at : `${at} (${clock(at)} ${request.timeZone})`;
  const facts: [string, string | undefined][] = [
    ['state', wordFor(status.state)],
    ['a real run would be', status.wouldBe && wordFor(status.wouldBe)],
    ['time to contained', contained === undefined ? 'not contained' : duration(contained)],
    ['asked for by', request.requestedBy ?? 'not recorded'],
    ['source', request.source],
    ['reason', request.reason],
    ["HR's fact", status.hrFact],
    ['urgency', request.urgency],
    ['employee id', request.employeeId],
    ['Zoom user', request.zoomUserId],
    ['Zoom before', zoomBefore && accountWords(zoomBefore)],
    ['time zone', zoneFact(request.timeZone, clock !== undefined)],
    ['effective at', time(effectiveAt)],
    ['started at', time(startedAt)],
    ['contained at', time(containedAt)],
    ['finished at', time(finishedAt)],
    ['workflow', workflowId],
    ['run', runId],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** Licence types and built-in roles as Zoom's Users API numbers them (GET user, `type`; role ids 0 to 2). */
const LICENCES: Record<number, string> = { 1: 'Basic', 2: 'Licensed', 99: 'no licence' };
const ROLES: Record<string, string> = { 0: 'Owner', 1: 'Admin', 2: 'Member' };

/** What a reversal by hand has to restore. */
function accountWords({ status, type, roleId }: ZoomBefore): string {
  const role = roleId === undefined ? 'role not told' : `role ${ROLES[roleId] ?? roleId}`;
  return [status, LICENCES[type] ?? `licence type ${type}`, role].join(', ');
}

const zoneFact = (timeZone: string | undefined, isKnown: boolean): string | undefined =>
  timeZone === undefined || isKnown ? timeZone : `${timeZone} (not a zone that is known here)`;
