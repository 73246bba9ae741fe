import { setTimeout as sleep } from 'node:timers/promises';
import { TASK_QUEUE } from '../../src/domain/contract';
import type { Engine } from '../support/engine';
import { DAY, inMs, type Scene } from './scene';

type Scenario = (scene: Scene, engine: Engine) => Promise<void>;

const SESSION = { expiration: 4_102_444_800, name: 'example.cloudflareaccess.com', metadata: {} };

/** Every path of the process, by name; each leaves one run behind, under its name as workflow id. */
export const SCENARIOS: Record<string, Scenario> = {
  async goodPath(scene) {
    await scene.leaver().begin({ reason: 'left', requestedBy: 'hr', source: 'scenario' });
    await scene.ends('completed');
  },
  async optionalSteps(scene) {
    await scene.policy({ endLiveMeetings: true, freeZeroTrustSeat: true });
    await scene.leaver({ liveMeetings: [{ id: 1, topic: 'Stand-up', type: 2 }] }).begin();
    await scene.ends('completed');
  },
  async onlyInZoom(scene) {
    await scene.inZoom().begin();
    await scene.ends('completedWithExceptions');
  },
  async onlyInCloudflare(scene) {
    await scene.inCloudflare({ sessions: 1 }).begin();
    await scene.ends('completedWithExceptions');
  },

  // Containment
  async adminAskedThenDemoted(scene) {
    await scene.leaver({ role_id: '1' }).begin();
    await scene.reaches('blocked');
    await scene.decide('deactivateZoomUser', 'demoteAndRetry');
    await scene.ends('completed');
  },
  async adminDemotedByPolicy(scene) {
    await scene.policy({ adminAccounts: 'demote' });
    await scene.leaver({ role_id: '1' }).begin();
    await scene.ends('completed');
  },
  async zoomEventsContained(scene) {
    await scene.leaver({ hasUpcomingEvents: true }).begin();
    await scene.stepIs('deactivateZoomUser', 'blocked');
    scene.inZoom({ hasUpcomingEvents: false });
    await scene.decide('deactivateZoomUser', 'retry');
    await scene.ends('completed');
  },
  async forceLockedMarkedDone(scene) {
    await scene.leaver({ forceLocked: true }).begin();
    await scene.stepIs('deactivateZoomUser', 'blocked');
    scene.inZoom({ forceLocked: false, status: 'inactive' });
    await scene.decide('deactivateZoomUser', 'markDone');
    await scene.ends('completed');
  },

  // Blocked, retried, decided
  async blockedThenRetried(scene) {
    await scene.leaver().zoomFails({ call: 'updateStatus', fault: 'zoom.any.403' }).begin();
    await scene.reaches('blocked');
    await scene.decide('deactivateZoomUser', 'retry');
    await scene.ends('completed');
  },
  async blockedThenSkipped(scene) {
    const always = { times: 'always', fault: 'zoom.any.403' } as const;
    await scene
      .leaver()
      .zoomFails({ call: 'updatePassword', ...always })
      .begin();
    await scene.reaches('blocked');
    await scene.decide('rotateZoomPassword', 'skip');
    await scene.ends('completedWithExceptions');
  },
  async retriesWithSignals(scene) {
    const twice = { times: 2, fault: 'zoom.any.503' } as const;
    await scene
      .leaver()
      .zoomFails({ call: 'updateStatus', ...twice })
      .begin();
    await scene.ends('completed');
  },
  async skippedWhileRetrying(scene) {
    await scene.policy({ passwordLimitDelay: '1h' });
    await scene.leaver().zoomFails({ fault: 'zoom.password.400.300.limit' }).begin();
    await scene.stepIs('rotateZoomPassword', 'retrying');
    await scene.decide('rotateZoomPassword', 'skip');
    await scene.ends('completedWithExceptions');
  },
  async outageThenRetriedByItself(scene) {
    const outage = { times: 5, fault: 'cloudflare.any.502.html' } as const;
    await scene
      .leaver()
      .cloudflareFails({ call: 'revokeUser', ...outage })
      .begin();
    await scene.reaches('blocked');
    await scene.ends('completed');
  },
  async stageWentAhead(scene) {
    await scene.policy({ stagePatience: '200ms' });
    await scene.leaver().cloudflareFails({ call: 'revokeUser', delayMs: 1_500 }).begin();
    await scene.ends('completed');
  },

  // Time
  async scheduledUntilDue(scene) {
    await scene.leaver().begin({ effectiveAt: inMs(2_000) });
    await scene.reaches('scheduled');
    await scene.ends('completed');
  },
  async scheduledMovedThenHurried(scene) {
    await scene.leaver().begin({ effectiveAt: inMs(DAY) });
    await scene.reaches('scheduled');
    await scene.signal('reschedule', { effectiveAt: inMs(2 * DAY) });
    await scene.signal('startNow');
    await scene.ends('completed');
  },

  // Held
  async heldThenReleased(scene) {
    const held = scene.at('board.example.com');
    await held.policy({ protectedAccounts: ['*@board.example.com'] });
    await held.leaver().begin();
    await held.reaches('held');
    await held.release();
    await held.ends('completed');
  },
  async heldThenRescinded(scene) {
    const held = scene.at('board.example.com');
    await held.policy({ protectedAccounts: ['*@board.example.com'] });
    await held.leaver().begin();
    await held.reaches('held');
    await held.signal('rescind');
    await held.ends('rescinded');
  },
  async policyMended(scene) {
    await scene.policy({ adminAccounts: 'maybe' });
    await scene.leaver().begin();
    await scene.reaches('held');
    await scene.policy({});
    await scene.ends('completed');
  },

  // Taken back, cancelled
  async rescindedWhileScheduled(scene) {
    await scene.leaver().begin({ effectiveAt: inMs(DAY) });
    await scene.reaches('scheduled');
    await scene.signal('rescind');
    await scene.ends('rescinded');
  },
  async rescindedWithRole(scene) {
    await scene.policy({ adminAccounts: 'demote', sweepDelay: '1h' });
    await scene.leaver({ role_id: '1' }).begin();
    await scene.stepIs('rotateZoomPassword', 'done');
    await scene.signal('rescind');
    await scene.ends('rescinded');
  },
  async rescindedInMidStep(scene) {
    await scene.leaver().zoomFails({ call: 'updateStatus', delayMs: 1_500 }).begin();
    await scene.stepIs('deactivateZoomUser', 'running');
    await scene.signal('rescind');
    await scene.ends('rescinded');
  },
  async rescindedThenBlocked(scene) {
    await scene.policy({ sweepDelay: '1h' });
    scene.leaver().zoomFails({ skip: 1, fault: 'zoom.status.400.3412' });
    await scene.begin();
    await scene.stepIs('rotateZoomPassword', 'done');
    await scene.signal('rescind');
    await scene.stepIs('activateZoomUser', 'blocked');
    await scene.decide('activateZoomUser', 'retry');
    await scene.ends('rescinded');
  },
  async cancelledWhileScheduled(scene) {
    await scene.leaver().begin({ effectiveAt: inMs(DAY) });
    await scene.reaches('scheduled');
    await scene.cancel();
    await scene.closes('CANCELLED');
  },
  async cancelledInMidStep(scene) {
    await scene.leaver().zoomFails({ call: 'updateStatus', delayMs: 1_500 }).begin();
    await scene.stepIs('deactivateZoomUser', 'running');
    await scene.cancel();
    await scene.closes('CANCELLED');
  },

  // Nobody there, nothing changed
  async dryRun(scene) {
    await scene.leaver({ role_id: '1' }).begin({ dryRun: true });
    await scene.ends('completed');
  },
  async notFoundAnywhereSkipped(scene) {
    await scene.begin();
    await scene.stepIs('readZoomUser', 'blocked');
    await scene.decide('readZoomUser', 'skip');
    await scene.ends('completedWithExceptions');
  },
  async notFoundAnywhereThenThere(scene) {
    await scene.begin();
    await scene.stepIs('readZoomUser', 'blocked');
    scene.leaver();
    await scene.decide('readZoomUser', 'retry');
    await scene.ends('completed');
  },

  // Access that comes back
  async sessionsFoundAgain(scene) {
    const body = { success: true, errors: [], messages: [], result: [SESSION] };
    scene.leaver().cloudflareFails({ call: 'listActiveSessions', respond: { status: 200, body } });
    await scene.begin();
    await scene.ends('completed');
  },
  async accountFoundActiveAgain(scene) {
    await scene.policy({ sweepDelay: '1s' });
    await scene.leaver().begin();
    await scene.stepIs('rotateZoomPassword', 'done');
    scene.inZoom({ status: 'active' });
    await scene.ends('completed');
  },

  // A run that is blocked for so long that its history must start anew
  async continuedAsNew(scene) {
    await scene.leaver().zoomFails({ call: 'updateStatus', fault: 'zoom.any.403' }).begin();
    await scene.reaches('blocked');
    const first = await scene.runId();
    for (let signals = 0; signals < 45; signals += 1) await scene.nonsense();
    while ((await scene.runId()) === first) await sleep(100);
    await scene.decide('deactivateZoomUser', 'retry');
    await scene.ends('completed');
  },

  // What cannot run at all
  async invalidInput(scene, engine) {
    await engine.begin({ email: 'nobody', unknown: true }, scene.name);
    await scene.closes('FAILED');
  },
  async absentInput(scene, engine) {
    await engine.begin(undefined, scene.name);
    await scene.closes('FAILED');
  },
  async unknownWorkflowType(scene, engine) {
    const options = { taskQueue: TASK_QUEUE, workflowId: scene.name, args: [{}] };
    await engine.temporal.workflow.start('offboardEverybody', options);
    await scene.closes('FAILED');
  },
};
