import {
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { BREAKER_VERDICT } from '../../domain/breaker';
import { MESSAGES, type MessageArguments } from '../../domain/messages';
import { whyDecisionDoesNotFit, whyReleaseDoesNotFit } from '../../domain/message-checks';
import { parseMessage, parseVerdict } from '../../domain/parsing';
import type { OffboardingReport } from '../../domain/report';
import { note } from '../../domain/run-evidence';
import { statusOf } from '../../domain/run-status';
import type { OffboardingStatus } from '../../domain/status';
import { isStepRetrying, STEP_RETRYING, type StepRetrying } from '../../domain/step-result';
import { HR_ORDER } from '../../domain/hr/order';
import { now } from './clock';
import { takeHrOrder } from './hr-order';
import { noteLostBefore } from './lost-tries';
import type { Run } from './run';
import { refusal } from '../refusal';

/** Sets every handler. Handlers only change the record; the process acts on it. */
export function handleMessages(run: Run): void {
  answerQueries(run);
  takeSignals(run);
  takeUpdates(run);
}

function answerQueries({ record }: Run): void {
  setHandler(defineQuery<OffboardingStatus>('status'), () => statusOf(record), {
    description: MESSAGES.status,
  });
  const report = (): OffboardingReport => {
    const { workflowId, firstExecutionRunId } = workflowInfo();
    return {
      workflowId,
      runId: firstExecutionRunId,
      request: record.request,
      ...zoomBefore(record),
      status: statusOf(record),
      entries: record.entries,
    };
  };
  setHandler(defineQuery<OffboardingReport>('report'), report, { description: MESSAGES.report });
}

function zoomBefore({ snapshot }: Run['record']): Pick<OffboardingReport, 'zoomBefore'> {
  if (!snapshot) return {};
  const { id, status, type, roleId } = snapshot;
  return { zoomBefore: { id, status, type, ...(roleId === undefined ? {} : { roleId }) } };
}

/** HR must never need a live worker, so these are signals; what does not fit is refused on the record. */
function takeSignals(run: Run): void {
  const { record } = run;
  onSignal(run, 'rescind', (order) => {
    if (record.rescind) return 'It has been taken back already.';
    record.rescind = order;
    delete record.withdrawn;
    return undefined;
  });
  onSignal(run, 'reschedule', ({ effectiveAt }) => {
    if (record.startedAt) return 'The offboarding has started; rescind takes it back.';
    record.effectiveAt = effectiveAt;
    delete record.startNow;
    if (Date.parse(effectiveAt) > Date.now()) record.scheduled = true;
    return undefined;
  });
  onSignal(run, 'startNow', () => {
    if (record.startedAt) return 'The offboarding has started already.';
    record.startNow = true;
    return undefined;
  });
  setHandler(defineSignal<[unknown]>(HR_ORDER), (order) => takeHrOrder(run, order), {
    description: "What HR wants now. Sent by HR's events; not for people.",
  });
  const takeVerdict = (argument: unknown) => {
    const parsed = parseVerdict(argument);
    if ('value' in parsed) run.verdict ??= parsed.value;
  };
  setHandler(defineSignal<[unknown]>(BREAKER_VERDICT), takeVerdict, {
    description: 'Sent by the breaker; not for people.',
  });
  const noteIfOurs = (retrying: unknown) => {
    if (isStepRetrying(retrying, record.steps)) noteRetry(run, retrying);
  };
  setHandler(defineSignal<[unknown]>(STEP_RETRYING), noteIfOurs, {
    description: "Sent by the engine's own activities before a retry; not for people.",
  });
}

type SignalName = 'rescind' | 'reschedule' | 'startNow';

function onSignal<S extends SignalName>(
  run: Run,
  name: S,
  take: (order: MessageArguments[S]) => string | undefined,
): void {
  const receive = (argument: unknown) => {
    const order = parseMessage(name, argument);
    const refused = whyEnded(run) ?? ('problem' in order ? order.problem : take(order.value));
    const said = 'value' in order ? order.value : {};
    note(run.record, {
      kind: 'message',
      at: now(),
      message: name,
      ...said,
      ...(refused === undefined ? {} : { refused }),
    });
    run.publish();
  };
  setHandler(defineSignal<[unknown]>(name), receive, { description: MESSAGES[name] });
}

const whyEnded = ({ record }: Run): string | undefined =>
  record.final ? 'The run has ended.' : undefined;

function noteRetry(run: Run, retrying: StepRetrying): void {
  const { step, activity, attempt, at, code, message, nextAttemptAt, exchanges } = retrying;
  noteLostBefore(run, step, attempt, activity);
  note(run.record, {
    kind: 'attempt',
    at,
    step,
    attempt: (run.triesBefore.get(step) ?? 0) + attempt,
    outcome: 'failed',
    code,
    message,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
    exchanges,
  });
  run.figures.tried(step, 'retrying', code);
  if (retrying.mayHaveHappened) run.recordOf(step).effect ??= 'possible';
  run.retrying(step, attempt, retrying);
}

/** An operator must see whether it was accepted, so these are updates. */
function takeUpdates(run: Run): void {
  const { record } = run;
  onUpdate(
    run,
    'decide',
    (decide) => whyDecisionDoesNotFit(record, decide),
    (decide) => run.decide(decide),
  );
  onUpdate(
    run,
    'release',
    () => whyReleaseDoesNotFit(record),
    (order) => {
      note(record, { kind: 'message', at: now(), message: 'release', ...order });
      delete record.hold;
      delete record.withdrawn;
      run.publish();
    },
  );
}

function onUpdate<U extends 'decide' | 'release'>(
  run: Run,
  name: U,
  whyNot: (argument: MessageArguments[U]) => string | undefined,
  take: (argument: MessageArguments[U]) => void,
): void {
  const accepted = (argument: unknown): MessageArguments[U] => {
    const parsed = parseMessage(name, argument);
    if ('problem' in parsed) throw refusal(parsed.problem, 'InvalidInput');
    const refused = whyEnded(run) ?? whyNot(parsed.value);
    if (refused !== undefined) throw refusal(refused, 'Refused');
    return parsed.value;
  };
  const handle = (argument: unknown): OffboardingStatus => {
    take(accepted(argument));
    return statusOf(run.record);
  };
  setHandler(defineUpdate<OffboardingStatus, [unknown]>(name), handle, {
    description: MESSAGES[name],
    validator: (argument) => void accepted(argument),
  });
}
