import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
} from '@temporalio/workflow';
import type { RunActivities } from '../../activities';
import { toMs } from '../../domain/duration';
import type { Effective, HrEvent } from '../../domain/hr/event';
import { UNREADABLE_TIME } from '../../domain/hr/unreadable-time';
import type { EffectiveTime } from '../../domain/hr/effective-time';
import { meaningOf, type Meaning, type ReadBack } from '../../domain/hr/meaning';
import { addFact, type WaitingEvent } from '../../domain/hr/record';
import { terminationsBy, terminationsIn } from '../../domain/hr/terminations';
import { stepFailureOf } from '../run/failure';
import { contentOf } from '../../domain/hr/told';
import type { Employee } from './employee';

const hr = proxyActivities<RunActivities>({
  startToCloseTimeout: '60s',
  heartbeatTimeout: '10s',
});
// Not local ones: beside signals and a loop with timers, those may be batched in another way when they are replayed.
const engine = proxyActivities<RunActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 3, initialInterval: '200ms' },
});

/** Makes a fact of an event: asks the HR system where it is thin, and finds the instant that was meant. */
export async function understand(employee: Employee, waiting: WaitingEvent): Promise<void> {
  const { record } = employee;
  try {
    const { event } = waiting;
    const readBack = isToBeRead(employee, event)
      ? await readEmployee(employee, waiting)
      : undefined;
    if (!record.waiting.includes(waiting)) return; // dismissed meanwhile
    if (readBack?.employee.email !== undefined)
      record.employee = { ...record.employee, email: readBack.employee.email };
    const newest = terminationsBy(event.source, record.facts).at(-1);
    const meaning = meaningOf(event, readBack, {
      isLeaving: newest !== undefined && !newest.withdrawnBy,
      hasLeft: newest !== undefined,
      ...(newest ? { effectiveAt: newest.effectiveAt } : {}),
    });
    await take(employee, waiting, meaning, readBack !== undefined);
  } catch (failure) {
    if (isCancellation(failure)) return; // HR's events themselves are called off
    const { code, message } = unreadableTime(failure) ?? stepFailureOf(failure);
    park(employee, waiting, code, message);
  }
}

async function take(
  employee: Employee,
  waiting: WaitingEvent,
  meaning: Meaning,
  isRead: boolean,
): Promise<void> {
  const { record } = employee;
  const { event } = waiting;
  if (meaning.kind === 'contradiction')
    return park(employee, waiting, 'hr.contradiction', meaning.why);
  if (meaning.kind === 'none') return drop(employee, waiting, meaning.why);
  const { kind, occurredAt, effective } = meaning;
  const time = await effectiveTimeOf(effective, occurredAt);
  if (!record.waiting.includes(waiting)) return; // dismissed meanwhile
  const { source, id, receivedAt, reason } = event;
  const fact = {
    ...{ source, id: `${source} ${id}`, kind, occurredAt, receivedAt, ...time },
    ...(effective ? {} : { atOnce: true as const }),
    ...(reason === undefined ? {} : { reason }),
  };
  const before = wanted(employee);
  const facts = record.facts;
  addFact(record, fact);
  // Read once more and found as it was: nobody said anything new.
  if (isRead && wanted(employee) === before) {
    record.facts = facts;
    return drop(employee, waiting, 'The HR system says what was known already.');
  }
  drop(employee, waiting, `Means: ${kind}${kind === 'cancel' ? '' : ` ${time.effectiveAt}`}`);
}

/** Of what is to be revoked or taken back, only the e-mail is wanted; where it is known, nobody waits for HR. */
const isToBeRead = ({ record }: Employee, { readBack, kind }: HrEvent): boolean =>
  readBack === true &&
  ((kind !== 'revokeNow' && kind !== 'cancel') || record.employee.email === undefined);

function unreadableTime(failure: unknown) {
  const cause = failure instanceof ActivityFailure ? failure.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || cause.type !== UNREADABLE_TIME) return undefined;
  return { code: UNREADABLE_TIME, message: cause.message };
}

const wanted = ({ record }: Employee): string => terminationsIn(record.facts).map(contentOf).join();

/** An instant needs nobody; a date or a local time needs the policy and the world's clock changes. */
async function effectiveTimeOf(
  effective: Effective | undefined,
  occurredAt: string,
): Promise<EffectiveTime> {
  return effective ? engine.resolveEffectiveTime(effective) : { effectiveAt: occurredAt };
}

async function readEmployee(
  employee: Employee,
  { event: { source, employee: who } }: WaitingEvent,
): Promise<ReadBack> {
  const { policy } = await engine.readPolicy([]);
  employee.tryAgainAfter = policy.sweepInterval;
  const { initialInterval, backoffCoefficient, maximumInterval, maximumAttempts } = policy.retry;
  const retry = { initialInterval, backoffCoefficient, maximumInterval, maximumAttempts } as object;
  const input = { source, employeeId: who.id ?? who.email ?? '', policy: { retry: policy.retry } };
  return hr.readEmployee.executeWithOptions(
    { retry, summary: `Read employee ${input.employeeId} at ${source}` },
    [input],
  );
}

function park(employee: Employee, waiting: WaitingEvent, code: string, message: string): void {
  if (!employee.record.waiting.includes(waiting)) return;
  const dueAt = new Date(Date.now() + toMs(employee.tryAgainAfter)).toISOString();
  if (waiting.code !== code) employee.note('event', `${code}: ${message}`);
  Object.assign(waiting, { code, message, dueAt });
}

function drop(employee: Employee, waiting: WaitingEvent, text: string): void {
  const { record } = employee;
  const { source, id, kind, occurredAt, receivedAt } = waiting.event;
  record.waiting = record.waiting.filter((other) => other !== waiting);
  employee.note('event', text, { source, id, kind, occurredAt, receivedAt });
}
