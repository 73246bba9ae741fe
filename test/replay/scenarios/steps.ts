import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scene';

const SESSION = { expiration: 4_102_444_800, name: 'example.cloudflareaccess.com', metadata: {} };

/** What can become of the steps: done, contained, retried, blocked, decided upon, done again. */
export const STEP_SCENARIOS: Record<string, Scenario> = {
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
};
