import { workflowInfo } from '@temporalio/workflow';
import { NO_VERDICT, TRIPPED } from '../../domain/breaker';
import type { HrOrder } from '../../domain/hr/order';
import { parseHrOrder } from '../../domain/parsing';
import type { MessageEntry } from '../../domain/report';
import { note } from '../../domain/run-evidence';
import { isAutomatic } from './automatic';
import { now } from './clock';
import type { Run } from './run';

type Taken = Pick<MessageEntry, 'message' | 'refused' | 'effectiveAt'>;

/** Brings the run in line with what HR wants now. HR moves and takes back; what it cannot do is give access back. */
export function takeHrOrder(run: Run, argument: unknown): void {
  const parsed = parseHrOrder(argument);
  // Sent by a program of ours: what does not fit comes from somewhere else, and counts for nothing.
  if ('problem' in parsed) return;
  const { by, reason } = parsed.value;
  const taken = parsed.value.leaving ? leave(run, parsed.value) : stay(run, parsed.value);
  if (!taken) return;
  note(run.record, { kind: 'message', at: now(), by, reason, ...taken });
  run.publish();
}

/** Nothing to note where the run does already what HR wants. */
function leave(run: Run, order: Extract<HrOrder, { leaving: true }>): Taken | undefined {
  const { record } = run;
  const { effectiveAt } = order;
  const joins = order.joins && !isAutomatic();
  const message = order.now ? 'startNow' : 'reschedule';
  if (record.final) return { message, refused: 'The run has ended.' };
  if (record.rescind) return { message, refused: 'The termination is being taken back.' };
  record.hrFact = order.factId;
  if (record.withdrawn) {
    delete record.withdrawn;
    return { message, effectiveAt };
  }
  if (record.startedAt) {
    const isLater = Date.parse(effectiveAt) > Date.now();
    return isLater ? { message, effectiveAt, refused: STARTED } : undefined;
  }
  if (order.now) return startAtOnce(run);
  const isEarlier = Date.parse(effectiveAt) < Date.parse(record.effectiveAt);
  if (effectiveAt === record.effectiveAt || (joins && !isEarlier)) return undefined;
  record.effectiveAt = effectiveAt;
  if (Date.parse(effectiveAt) > Date.now()) record.scheduled = true;
  return { message, effectiveAt };
}

const STARTED = 'The offboarding has started: access stays cut. A rescind gives it back.';

function startAtOnce({ record }: Run): Taken | undefined {
  if (record.startNow && record.request.urgency === 'immediate') return undefined;
  record.startNow = true;
  record.request.urgency = 'immediate';
  // Access that HR wants gone this minute waits for no breaker; a protected account still waits for a person.
  if (record.hold?.code === TRIPPED || record.hold?.code === NO_VERDICT) delete record.hold;
  return { message: 'startNow' };
}

function stay({ record }: Run, order: Extract<HrOrder, { leaving: false }>): Taken | undefined {
  const { by, reason, occurredAt } = order;
  if (record.final) return { message: 'withdraw', refused: 'The run has ended.' };
  if (record.rescind) return undefined;
  if (!isAutomatic() && Date.parse(occurredAt) < workflowInfo().startTime.getTime())
    return { message: 'withdraw', refused: 'A person started the run after HR had decided this.' };
  if (order.onlyBeforeStart && record.startedAt) return undefined;
  record.hrFact = order.factId;
  if (!record.startedAt) {
    record.rescind = { by, reason };
    return { message: 'rescind' };
  }
  record.withdrawn ??= {
    code: 'hr.withdrawn',
    message:
      `${by} took the termination back after it had begun: ${reason}. Access is not given back by itself. ` +
      'Send the signal rescind to restore it, or the update release to leave it as it is.',
  };
  return { message: 'withdraw' };
}
