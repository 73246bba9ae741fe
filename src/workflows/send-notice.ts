import { proxyActivities } from '@temporalio/workflow';
import type { NoticeActivities } from '../activities';
import {
  NOTICE_CHANNELS,
  NOTICE_TASK_QUEUE,
  SLACK_TASK_QUEUE,
  type Notice,
  type NoticeChannel,
} from '../domain/notices/notice';

const QUEUES: Record<NoticeChannel, string> = {
  slack: SLACK_TASK_QUEUE,
  webhook: NOTICE_TASK_QUEUE,
};

/** A receiver that is away for a day gets what it missed; one that is away for longer reads the list of runs. */
const PATIENCE = '24h';

const { postNotice } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: PATIENCE,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' },
});

/** Delivers one notice to every channel that wants it: each by itself, so that no failure sends another's twice. */
export async function sendNotice(notice: Notice): Promise<void> {
  const send = (channel: NoticeChannel) =>
    postNotice.executeWithOptions(
      { taskQueue: QUEUES[channel], summary: `Send the notice to ${channel}` },
      [notice, channel],
    );
  const sent = await Promise.allSettled(NOTICE_CHANNELS.map(send));
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
}
