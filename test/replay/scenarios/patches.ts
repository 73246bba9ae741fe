import { rm } from 'node:fs/promises';
import type { WorkflowClient } from '@temporalio/client';
import {
  BREAKER_WORKFLOW_ID,
  BREAKER_WORKFLOW_TYPE,
  COUNT_TERMINATION,
  type BreakerRecord,
} from '../../../src/domain/breaker';
import { TASK_QUEUE } from '../../../src/domain/contract';
import { Engine } from '../../support/engine';
import { eventually } from '../../support/eventually';
import { aged } from '../aged';
import { alteredBundle } from '../altered-bundle';
import { hrOf, leftAtBambooHr } from '../hr-scene';
import { DAY, inMs, type Scenario, type Scene } from '../scene';
import { HR_SCENARIOS } from './hr';
import { RUN_SCENARIOS } from './runs';

const WEEK_S = 7 * 24 * 3_600;
/** What the breaker takes for a week where a scenario must not last one. */
const SHORT_WEEK_MS = 5_000;

const again =
  (name: keyof typeof HR_SCENARIOS): Scenario =>
  async (scene, engine) =>
    HR_SCENARIOS[name]?.(scene, engine);

/** The e-mail is asked for, and comes with the next event. */
const emailComesLater: Scenario = async (scene, engine) => {
  const hr = hrOf(engine, scene.leaver(), { id: scene.name });
  await hr.says('terminate', 0, { effective: { when: inMs(9 * DAY) } });
  await hr.asks('employee.noEmail');
  const employee = { id: scene.name, email: scene.email };
  await hr.says('change', 1_000, { employee, effective: { when: inMs(8 * DAY) } });
  await hr.runIs('scheduled');
  return hr.workflowId;
};

/** The first of so many tries is under way when its worker has to stop, and takes longer than that may last. */
async function cutOff(scene: Scene, engine: Engine, maximumAttempts = 1): Promise<void> {
  await engine.restartWorkers({ drainMs: 300 });
  await scene.policy({ retry: { maximumAttempts } });
  const slow = { call: 'updateStatus', delayMs: 60_000, applied: true } as const;
  await scene.leaver().zoomFails(slow).begin();
  await eventually(
    async () => engine.simulators.zoom.requests({ call: slow.call, user: scene.email }),
    ({ length }) => length === 1,
  );
  await engine.restartWorkers();
}

/** Many ask at once, and each of them twice, so that some do before their verdict is there. */
const breakerAskedTwice: Scenario = async (_scene, { temporal: { workflow } }) => {
  const keys = Array.from({ length: 20 }, (_, at) => `asked-${at % 10}`);
  await Promise.all(keys.map((key) => ask(workflow, key)));
  await eventually(
    () => workflow.getHandle(BREAKER_WORKFLOW_ID).query<BreakerRecord>('status'),
    ({ counted }) => counted.length >= 10,
  );
  return BREAKER_WORKFLOW_ID;
};

async function ask(workflow: WorkflowClient, key: string): Promise<void> {
  const breaker = { count: 100, window: '1h' };
  await workflow.signalWithStart(BREAKER_WORKFLOW_TYPE, {
    workflowId: BREAKER_WORKFLOW_ID,
    taskQueue: TASK_QUEUE,
    signal: COUNT_TERMINATION,
    signalArgs: [{ key, workflowId: `run-${key}`, source: 'scenario', breaker }],
  });
}

/** Two ask; the second one a week after the first. */
const breakerFollowsKeys: Scenario = async () => {
  const bundle = await alteredBundle([/7 \* 86_?400_?000/, String(SHORT_WEEK_MS)]);
  const engine = await Engine.start({ bundle });
  try {
    const { workflow } = engine.temporal;
    const handle = workflow.getHandle(BREAKER_WORKFLOW_ID);
    const asks = async (key: string) => {
      await ask(workflow, key);
      await eventually(
        () => handle.query<BreakerRecord>('status'),
        ({ counted }) => counted.some((one) => one.key === key),
      );
    };
    await asks('first');
    const { runId } = await handle.describe();
    await new Promise((resolve) => setTimeout(resolve, SHORT_WEEK_MS + 1_000));
    await asks('second');
    await eventually(
      () => handle.describe(),
      (now) => now.runId !== runId,
    );
    const history = await workflow.getHandle(BREAKER_WORKFLOW_ID, runId).fetchHistory();
    return aged(history, WEEK_S);
  } finally {
    await engine.stop();
    await rm(bundle);
  }
};

/**
 * Paths that a patch has changed, as they are since then; those saved before it stay beside them. Where the name alone
 * tells the path, it is saved by code without that patch: see `--without` in scripts/save-histories.ts.
 */
export const PATCH_SCENARIOS: Record<string, Scenario> = {
  async goodPathContainedShown(scene) {
    await scene.leaver().begin();
    await scene.ends('completed');
  },
  async lastTryCutOff(scene, engine) {
    await cutOff(scene, engine);
    await scene.stepIs('deactivateZoomUser', 'blocked');
    // Now a sweep goes by, which tries again what an outage blocked, and not this.
    const revokes = () =>
      engine.simulators.zoom.requests({ call: 'revokeToken', user: scene.email });
    const before = revokes().length;
    await eventually(
      async () => revokes().length,
      (count) => count > before + 1,
    );
    await scene.decide('deactivateZoomUser', 'retry');
    await scene.ends('completed');
  },
  async lastTryCutOffThenTriedAgain(scene, engine) {
    await cutOff(scene, engine);
    await scene.ends('completed');
  },
  async firstTryLost(scene, engine) {
    await cutOff(scene, engine, 2);
    await scene.ends('completed');
  },
  dryRunShown: async (scene, engine) => RUN_SCENARIOS['dryRun']?.(scene, engine),
  hrEmailComesLater: emailComesLater,
  hrEmailComesLaterAnswered: emailComesLater,
  hrWithoutEmailDismissedSettled: again('hrWithoutEmailDismissed'),
  /** One system is long about its answer; the other, whose first answer asked for a person, is asked again. */
  async hrAskedAgainBesideBusy(scene, engine) {
    const id = '90002';
    const hr = leftAtBambooHr(engine, scene, id);
    const busy = { fault: 'hibob.employee.429', user: id, retryAfterSeconds: 3_600 } as const;
    engine.simulators.hr.addFault(busy);
    await hr.says('updated', 0, { source: 'hibob', readBack: true });
    await hr.saysItChanged();
    await hr.runIs('completed');
    return hr.workflowId;
  },
  breakerAskedTwice,
  breakerAskedTwiceApart: breakerAskedTwice,
  breakerFollowsKeys,
};
