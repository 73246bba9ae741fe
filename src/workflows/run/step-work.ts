import { sleep } from '@temporalio/workflow';
import { toMs } from '../../domain/duration';
import { PROVIDER_NAMES } from '../../domain/provider';
import type { AccessCheck, StepInput, StepResult, ZoomSnapshot } from '../../domain/step-result';
import type { StepRecord } from '../../domain/run-record';
import { STEP_TITLES, type StepName } from '../../domain/steps';
import { StepRefused } from './failure';
import { givesWay } from './gives-way';
import { providerOf, runActivity, type ProviderActivity } from './lanes';
import { noteLostBefore, triesOf } from './lost-tries';
import type { Run } from './run';

/** A step's value, where it reads something. */
export type StepValue = ZoomSnapshot | AccessCheck[] | undefined;
export type Work = (run: Run) => Promise<StepResult<StepValue>>;

/** What each step does: one activity, or a few that belong together. */
export const STEP_WORK: Record<StepName, Work> = {
  revokeZeroTrustTokens: (run) =>
    callActivity(run, 'revokeZeroTrustTokens', 'revokeZeroTrustTokens'),
  revokeZoomSsoToken: (run) => callActivity(run, 'revokeZoomSsoToken', 'revokeZoomSsoToken'),
  readZoomUser: (run) => callActivity(run, 'readZoomUser', 'readZoomUser'),
  endLiveZoomMeetings: (run) => callActivity(run, 'endLiveZoomMeetings', 'endLiveZoomMeetings'),
  deactivateZoomUser: (run) => callActivity(run, 'deactivateZoomUser', 'deactivateZoomUser'),
  rotateZoomPassword: (run) => callActivity(run, 'rotateZoomPassword', 'rotateZoomPassword'),
  sweepSessions: revokeAgain,
  verifyAccessRemoved,
  freeZeroTrustSeat: (run) => callActivity(run, 'freeZeroTrustSeat', 'freeZeroTrustSeat'),
  withdrawZoomRole: (run) =>
    callActivity(run, 'withdrawZoomRole', 'withdrawZoomRole', {
      roleId: snapshotOf(run).roleId ?? '',
    }),
  restoreZoomRole: (run) => {
    const { id, roleId } = snapshotOf(run);
    return callActivity(run, 'restoreZoomRole', 'restoreZoomRole', {
      roleId: roleId ?? '',
      zoomUserId: id,
    });
  },
  activateZoomUser: (run) => {
    snapshotOf(run);
    return callActivity(run, 'activateZoomUser', 'activateZoomUser');
  },
  restoreZoomLicence: (run) =>
    callActivity(run, 'restoreZoomLicence', 'restoreZoomLicence', { type: snapshotOf(run).type }),
};

/** Runs one provider activity on behalf of a step. */
export async function callActivity(
  run: Run,
  name: StepName,
  activity: ProviderActivity,
  extra: object = {},
): Promise<StepResult<StepValue>> {
  const { request } = run.record;
  const { retry, passwordLimitDelay, maximumSecretAttempts, revokeDevices, warpReauth } =
    run.policy;
  const input: StepInput = {
    step: name,
    email: request.email,
    zoomUser: request.zoomUserId ?? request.email,
    policy: { retry, passwordLimitDelay, maximumSecretAttempts, revokeDevices, warpReauth },
    ...(givesWay(run.record, name) ? { givesWay: true } : {}),
    ...extra,
  };
  run.tries.begin(name, activity);
  try {
    const result = (await runActivity(activity, input as never, {
      urgency: request.urgency,
      retry,
      summary: `${STEP_TITLES[name]}: ${request.email}`,
    })) as StepResult<StepValue>;
    noteLostBefore(run, name, result.attempt, activity);
    return result;
  } catch (failure) {
    noteLostBefore(run, name, triesOf(failure, run) ?? 1, activity);
    throw failure;
  }
}

function snapshotOf({ record }: Run): ZoomSnapshot {
  if (record.snapshot) return record.snapshot;
  throw new StepRefused(
    'engine.noSnapshot',
    'The Zoom user could not be read before the change, so what to restore is not known. Restore it in Zoom by hand and mark it done.',
  );
}

/** Both revokes again, each where its first one was confirmed; what is blocked there is not asked twice. */
async function revokeAgain(run: Run): Promise<StepResult<StepValue>> {
  const again = REVOKES.filter((name) => run.recordOf(name).state === 'done');
  const left = REVOKES.filter((name) => !again.includes(name)).map(
    (name) => `${nameOf(name)} was not asked again, ${whyNotAgain(run.recordOf(name))}`,
  );
  const results = await valuesOf(
    again.map((activity) => callActivity(run, 'sweepSessions', activity)),
  );
  if (left.length === 0) return merge(results);
  const asked = again.map((name, at) => {
    const { outcome, message = 'no reason given' } = results[at]!;
    return `${nameOf(name)}: ${outcome === 'done' ? 'revoked again.' : message}`;
  });
  return { ...merge(results), message: [...asked, ...left].join(' ') };
}

const REVOKES = ['revokeZeroTrustTokens', 'revokeZoomSsoToken'] as const;
const nameOf = (revoke: (typeof REVOKES)[number]) => PROVIDER_NAMES[providerOf(revoke)];

function whyNotAgain({ state, code, message }: StepRecord): string {
  switch (state) {
    case 'notApplicable':
      return `for there was nothing to revoke: ${message ?? code ?? 'no reason given'}`;
    case 'skipped':
      return 'since its first revoke was skipped.';
    case 'blocked':
    case 'retrying':
      return `since its first revoke is ${state}${code === undefined ? '' : ` (${code})`}.`;
    default:
      return 'since its first revoke has not ended yet.';
  }
}

/** Reads at both providers whether access is gone; while it is not, revokes again and looks again. */
async function verifyAccessRemoved(run: Run): Promise<StepResult<StepValue>> {
  const exchanges: StepResult['exchanges'] = [];
  for (let looks = 1; ; looks += 1) {
    const result = await lookAtBoth(run);
    exchanges.push(...result.exchanges);
    const checks = result.value as AccessCheck[];
    const remains = checks.find(({ removed }) => !removed);
    if (!remains) return { ...result, exchanges };
    const code = remains.code ?? 'access.remains';
    if (looks >= run.policy.maximumSweeps)
      throw new StepRefused(code, `${remains.message} ${REMAINS}`, 'retry');
    const delay = toMs(run.policy.sweepDelay);
    const nextAttemptAt = new Date(Date.now() + delay).toISOString();
    run.retrying('verifyAccessRemoved', looks, { code, message: remains.message, nextAttemptAt });
    await sleep(delay, { summary: 'Until access is revoked again' });
    if (code === 'zoom.stillActive') await run.repeat('deactivateZoomUser');
    await run.repeat('sweepSessions');
  }
}

const REMAINS =
  'Revoking again did not help: see that the identity provider no longer lets the leaver in, then retry.';

async function lookAtBoth(run: Run): Promise<StepResult<StepValue>> {
  const { state } = run.recordOf('deactivateZoomUser');
  const looks = [callActivity(run, 'verifyAccessRemoved', 'checkZeroTrustAccess')];
  // That there is nothing to deactivate is believed only of an account that could not be read either.
  const isAbsent = state === 'notApplicable' && run.record.snapshot === undefined;
  if (state !== 'skipped' && !isAbsent)
    looks.push(callActivity(run, 'verifyAccessRemoved', 'checkZoomAccess'));
  const results = await valuesOf(looks);
  const checks = results
    .map(({ value }) => value as AccessCheck | undefined)
    .filter((check) => check !== undefined);
  const remarks = checks.length < 2 ? zoomRemark(state) : [];
  const message = [...checks.map((check) => check.message), ...remarks].join(' ');
  return { ...merge(results), message, value: checks };
}

const zoomRemark = (deactivation: string): string[] => {
  if (deactivation === 'notApplicable') return ['Zoom has no account to check.'];
  return deactivation === 'skipped'
    ? ['The Zoom account was left open by decision, so it is not checked.']
    : [];
};

/** Waits for all of them; then the first that failed decides. */
async function valuesOf<T>(works: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(works);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

function merge(results: StepResult<StepValue>[]): StepResult<StepValue> {
  const message = results
    .map((result) => result.message)
    .filter(Boolean)
    .join(' ');
  return {
    outcome: results.some(({ outcome }) => outcome === 'done') ? 'done' : 'notApplicable',
    attempt: Math.max(1, ...results.map(({ attempt }) => attempt)),
    ...(message === '' ? {} : { message }),
    exchanges: results.flatMap(({ exchanges }) => exchanges),
  };
}
