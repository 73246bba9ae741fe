import { TASK_QUEUE } from '../../../src/domain/contract';
import {
  NOTICE_KINDS,
  NOTICE_WORKFLOW_TYPE,
  type Notice,
  type NoticeKind,
} from '../../../src/domain/notices/notice';
import type { NoticeSettings } from '../../../src/providers/notices/channel';
import type { Engine } from '../../support/engine';
import type { Scenario, Scene } from '../scene';
import { HR_SCENARIOS } from './hr';

const wanted: NoticeKind[] = [];

/** A receiver that takes everything; none of it is sent before a scenario wants it. */
export const RECEIVER: NoticeSettings = {
  channels: [{ name: 'slack', post: () => Promise.resolve(undefined) }],
  kinds: wanted,
};

type Left = Awaited<ReturnType<Scenario>>;

async function told(work: () => Promise<Left>): Promise<Left> {
  wanted.push(...NOTICE_KINDS);
  try {
    return await work();
  } finally {
    wanted.length = 0;
  }
}

const again = (name: 'hrTakenBackAfterEnd' | 'breakerTripped'): Scenario => {
  return (scene: Scene, engine: Engine) =>
    told(async () => (await HR_SCENARIOS[name]?.(scene, engine)) ?? undefined);
};

/** What people are told of: by a run, by HR's events, by the breaker; and the workflow that tells them. */
export const NOTICE_SCENARIOS: Record<string, Scenario> = {
  goodPathTold: (scene) =>
    told(async () => {
      await scene.leaver().begin();
      await scene.ends('completed');
    }),
  blockedThenReversedTold: (scene) =>
    told(async () => {
      await scene.leaver({ role_id: '1' }).begin();
      await scene.reaches('blocked');
      await scene.decide('deactivateZoomUser', 'retry');
      await scene.stepIs('deactivateZoomUser', 'blocked');
      await scene.signal('rescind');
      await scene.ends('rescinded');
    }),
  hrQuestionTold: again('hrTakenBackAfterEnd'),
  breakerTrippedTold: again('breakerTripped'),
  noticeSent: (scene, engine) =>
    told(async () => {
      const { email, name: workflowId } = scene;
      const runId = '01a2';
      const notice: Notice = { kind: 'held', at: new Date().toISOString(), runId, email };
      const options = { workflowId, taskQueue: TASK_QUEUE, args: [notice] };
      await engine.temporal.workflow.execute(NOTICE_WORKFLOW_TYPE, options);
    }),
};
