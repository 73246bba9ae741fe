import { enter } from '../../domain/run-record';
import { note } from '../../domain/run-evidence';
import type { AccessCheck } from '../../domain/step-result';
import type { StepName } from '../../domain/steps';
import { now } from './clock';
import { isCalledOff } from './failure';
import type { Run } from './run';
import { callActivity } from './step-work';
import { whileWaiting } from './while-waiting';

const MESSAGE =
  'Neither Zoom nor Cloudflare is known to have this person: a wrong e-mail address looks just like that. If the address is wrong, rescind this run and start another with the right one; retry once the account exists; skip if there is really no account.';

/** A leaver whom no provider knows is not a success: a person looks, and decides. */
export async function knownSomewhere(run: Run): Promise<void> {
  const { record } = run;
  if (run.recordOf('readZoomUser').state === 'skipped') return;
  while (record.knownToZoom === false && record.knownToCloudflare !== true) {
    if (await isKnownToCloudflare(run)) return;
    const zoom = run.recordOf('readZoomUser');
    enter(zoom, 'blocked', now(), {
      code: 'employee.notFoundAnywhere',
      message: MESSAGE,
      decisions: ['retry', 'skip'],
    });
    run.publish();
    run.start('readZoomUser');
    await whileWaiting(run, () => zoom.state !== 'blocked' && run.isIdle);
    if (zoom.state === 'skipped') return;
    delete record.knownToCloudflare;
    await Promise.all(
      LOOK_AGAIN.filter((name) => isAbsent(run, name)).map((name) => run.repeat(name)),
    );
  }
}

/** What found nobody is tried again, once there may be somebody. */
const LOOK_AGAIN = [
  'revokeZeroTrustTokens',
  'revokeZoomSsoToken',
  'deactivateZoomUser',
  'rotateZoomPassword',
] as const;
const isAbsent = (run: Run, name: StepName) => run.recordOf(name).state === 'notApplicable';

/** Asks Cloudflare's user look-up; what cannot be looked up is not known. */
async function isKnownToCloudflare(run: Run): Promise<boolean> {
  if (run.record.knownToCloudflare === undefined) {
    const known = await lookUp(run);
    if (known !== undefined) run.record.knownToCloudflare = known;
    run.publish();
  }
  return run.record.knownToCloudflare === true;
}

async function lookUp(run: Run): Promise<boolean | undefined> {
  try {
    const { value, exchanges, attempt } = await callActivity(
      run,
      'readZoomUser',
      'checkZeroTrustAccess',
    );
    const check = value as AccessCheck | undefined;
    const message = `Looked the leaver up at Cloudflare too. ${check?.message ?? ''}`;
    note(run.record, {
      kind: 'attempt',
      at: now(),
      step: 'readZoomUser',
      attempt,
      outcome: 'done',
      message,
      exchanges,
    });
    return check?.known;
  } catch (failure) {
    if (isCalledOff(failure)) throw failure;
    return undefined;
  }
}
