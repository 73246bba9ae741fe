import { TASK_QUEUE } from '../../../src/domain/contract';
import { DAY, inMs, type Scenario } from '../scene';

/** It takes effect, and the answer comes late. */
const SLOW = { delayMs: 1_500, applied: true } as const;

/** What happens to a run as a whole: its time, holds, being taken back, and what cannot run at all. */
export const RUN_SCENARIOS: Record<string, Scenario> = {
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
    await scene
      .leaver()
      .zoomFails({ call: 'updateStatus', ...SLOW })
      .begin();
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
    await scene
      .leaver()
      .zoomFails({ call: 'updateStatus', ...SLOW })
      .begin();
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

  // What cannot run at all
  async invalidInput(scene, engine) {
    await engine.begin({ email: 'nobody', unknown: true }, scene.name);
    await scene.closes('FAILED');
  },
  async absentInput(scene, engine) {
    await engine.begin(undefined, scene.name);
    await scene.closes('FAILED');
  },
  async unreadableInput(scene) {
    await scene.beginUnreadable();
    await scene.closes('FAILED');
  },
  async unknownWorkflowType(scene, engine) {
    const options = { taskQueue: TASK_QUEUE, workflowId: scene.name, args: [{}] };
    await engine.temporal.workflow.start('offboardEverybody', options);
    await scene.closes('FAILED');
  },
};
