import { TASK_QUEUE, WORKFLOW_TYPE } from '../src/domain/contract';
import type { OffboardingReport } from '../src/domain/report';
import type { OffboardingStatus } from '../src/domain/status';
import type { StepName } from '../src/domain/steps';
import type { PlainRun } from './plain/workflow';
import { PLAIN_QUEUE, type Stand } from './stand';

/** One run, in milliseconds. */
export interface Measured {
  /** From the run's start at the server to the moment of containment. */
  contained: number;
  /** Of it, what the providers took on the critical path. */
  providers: number;
  /** Of it, what is ours and Temporal's. */
  own: number;
  /** From the call that starts the run to the moment of containment. */
  fromCall: number;
  /** From the run's start to the end of all four calls. */
  allDone: number;
}

/** Runs the engine until the password is changed too, and then ends the run: the sweep comes a minute later. */
export async function measureEngine(stand: Stand, email: string): Promise<Measured> {
  const { temporal, simulators } = stand;
  await simulators.addLeaver(email);
  const called = Date.now();
  const options = { taskQueue: TASK_QUEUE, workflowId: email, args: [{ email }] };
  const handle = await temporal.workflow.start(WORKFLOW_TYPE, options);
  // Asked elsewhere, so that the questions cost the run nothing.
  await simulators.passwordChanged(email);
  const isRotated = ({ steps }: OffboardingStatus) =>
    steps.some(({ step, state }) => step === 'rotateZoomPassword' && state === 'done');
  let report = await handle.query<OffboardingReport>('report');
  while (!isRotated(report.status)) report = await handle.query<OffboardingReport>('report');
  await handle.terminate('measured');

  const { status } = report;
  const at = (time: string | undefined) => Date.parse(time ?? '');
  const contained = at(status.containedAt) - at(status.startedAt);
  const providers = criticalPath(report);
  return {
    contained,
    providers,
    own: contained - providers,
    fromCall: at(status.containedAt) - called,
    allDone: at(rotatedAt(status)) - at(status.startedAt),
  };
}

const rotatedAt = ({ steps }: OffboardingStatus) =>
  steps.find(({ step }) => step === 'rotateZoomPassword')?.at;

/** The longest chain of calls: one user's calls to Zoom go one after another, Cloudflare's beside them. */
function criticalPath({ entries }: OffboardingReport): number {
  const spentOn = (...steps: StepName[]) => {
    let ms = 0;
    for (const entry of entries) {
      if (entry.kind !== 'attempt' || !steps.includes(entry.step)) continue;
      for (const { durationMs } of entry.exchanges) ms += durationMs;
    }
    return ms;
  };
  const cut = Math.max(
    spentOn('revokeZeroTrustTokens'),
    spentOn('revokeZoomSsoToken', 'readZoomUser'),
  );
  return cut + spentOn('deactivateZoomUser');
}

export async function measurePlain(stand: Stand, email: string): Promise<Measured> {
  await stand.simulators.addLeaver(email);
  const called = Date.now();
  const options = { taskQueue: PLAIN_QUEUE, workflowId: email, args: [email] };
  const handle = await stand.temporal.workflow.start('plainSequence', options);
  const run = (await handle.result()) as PlainRun;
  const contained = run.containedAt - run.startedAt;
  return {
    contained,
    providers: run.providersMs,
    own: contained - run.providersMs,
    fromCall: run.containedAt - called,
    allDone: run.doneAt - run.startedAt,
  };
}
