import type { RunRecord, StepRecord } from './run-record';
import { isFulfilled, stepOf } from './run-record';
import type { Need, OffboardingStatus, RunState, StepStatus } from './status';
import { wouldBe } from './would-be';

/** What `status` answers. */
export function statusOf(record: RunRecord): OffboardingStatus {
  const { request } = record;
  return {
    state: runStateOf(record),
    email: request.email,
    ...given('employeeId', request.employeeId),
    effectiveAt: record.effectiveAt,
    ...given('startedAt', record.startedAt),
    ...given('containedAt', record.containedAt),
    ...given('finishedAt', record.finishedAt),
    ...given('hrFact', record.hrFact),
    ...(request.dryRun ? { dryRun: true as const } : {}),
    ...given('wouldBe', endOfRealRun(record)),
    steps: record.steps.map(stepStatusOf),
    needs: needsOf(record),
  };
}

/** The run's state follows from what it knows; it is never set. */
export function runStateOf(record: RunRecord): RunState {
  if (record.final) return record.final;
  if (record.hold) return 'held';
  if (record.scheduled) return 'scheduled';
  if (needsOf(record).length > 0) return 'blocked';
  return record.containedAt && !record.rescind ? 'contained' : 'running';
}

/** What waits for a person; empty when nothing does. */
export function needsOf(record: RunRecord): Need[] {
  if (record.final) return [];
  const needs: Need[] = [record.hold, record.withdrawn].flatMap((question) =>
    question ? [{ ...question, decisions: [] }] : [],
  );
  for (const step of record.steps) {
    if (step.state !== 'blocked' || step.decided) continue;
    needs.push({
      step: step.step,
      code: step.code ?? 'unknown',
      message: step.message ?? '',
      decisions: step.decisions ?? ['retry', 'skip', 'markDone'],
    });
  }
  return needs;
}

/**
 * Contained: both revokes and the deactivation, or its compensation, are done. A leaver whom no provider is
 * known to know is not contained: a wrong e-mail looks just like that.
 */
export function isContained(record: RunRecord): boolean {
  const fulfilled = (name: Parameters<typeof stepOf>[1]) => isFulfilled(stepOf(record, name));
  return (
    fulfilled('revokeZeroTrustTokens') &&
    fulfilled('revokeZoomSsoToken') &&
    (isAccountClosed(record) || isContainedInsteadOf(record)) &&
    (record.knownToZoom !== false || record.knownToCloudflare === true)
  );
}

/** Deactivated, or nothing there to deactivate; an account that was read as active is not "nothing". */
function isAccountClosed(record: RunRecord): boolean {
  const { state } = stepOf(record, 'deactivateZoomUser');
  return state === 'done' || (state === 'notApplicable' && record.snapshot?.status !== 'active');
}

/** Deactivation was refused: the password has been rotated, once is enough, and the sessions were revoked again since. */
function isContainedInsteadOf(record: RunRecord): boolean {
  const { deactivationRefusedAt } = record;
  const swept = stepOf(record, 'sweepSessions');
  if (deactivationRefusedAt === undefined || swept.state !== 'done') return false;
  return (
    stepOf(record, 'rotateZoomPassword').state === 'done' &&
    (swept.at ?? '') >= deactivationRefusedAt
  );
}

/** How a run ends whose steps are all settled. */
export function finalStateOf(record: RunRecord): 'completed' | 'completedWithExceptions' {
  if (record.request.dryRun) return 'completed';
  const exception =
    record.knownToZoom === false ||
    record.knownToCloudflare === false ||
    record.steps.some(({ state }) => state === 'skipped');
  return exception ? 'completedWithExceptions' : 'completed';
}

const endOfRealRun = (record: RunRecord): RunState | undefined =>
  record.request.dryRun && record.final === 'completed' ? wouldBe(record) : undefined;

const given = <K extends string, T extends string>(key: K, value: T | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };

function stepStatusOf(record: StepRecord): StepStatus {
  const { step, state, attempts } = record;
  return {
    step,
    state,
    attempts,
    ...given('at', record.at),
    ...given('code', record.code),
    ...given('message', record.message),
    ...given('nextAttemptAt', record.nextAttemptAt),
  };
}
