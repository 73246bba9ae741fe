import type { ConnectionLike } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { CLOUDFLARE_TASK_QUEUE, TASK_QUEUE, ZOOM_TASK_QUEUE } from '../domain/contract';
import { NOTICE_TASK_QUEUE, SLACK_TASK_QUEUE } from '../domain/notices/notice';

type Services = Pick<ConnectionLike, 'workflowService'>;

const { TASK_QUEUE_TYPE_WORKFLOW: WORKFLOWS, TASK_QUEUE_TYPE_ACTIVITY: ACTIVITIES } =
  temporal.api.enums.v1.TaskQueueType;

async function pollersOf(
  { workflowService }: Services,
  namespace: string,
  queue: string,
  taskQueueType: number,
) {
  const taskQueue = { name: queue };
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue,
    taskQueueType,
  });
  return pollers;
}

/** Whether any worker that could answer a run of this queue was there in the last five minutes. */
export const hasWorker = async (
  services: Services,
  namespace: string,
  queue: string,
): Promise<boolean> => (await pollersOf(services, namespace, queue, WORKFLOWS)).length > 0;

/** Seconds: a poll takes one minute at most, then the next begins. */
export const LATELY = 90;

export interface QueuePollers {
  queue: string;
  /** Workers that Temporal remembers: each for five minutes after its last poll. */
  workers: number;
  /** Seconds since the last poll, by this machine's clock. A worker that is there polls every minute. */
  lastSeen?: number;
}

/** All of the engine's queues: the process itself first, the calls to each provider, and the notices. */
export async function queuePollers(services: Services, namespace: string): Promise<QueuePollers[]> {
  const queues = [
    [TASK_QUEUE, WORKFLOWS],
    [ZOOM_TASK_QUEUE, ACTIVITIES],
    [CLOUDFLARE_TASK_QUEUE, ACTIVITIES],
    [NOTICE_TASK_QUEUE, ACTIVITIES],
    [SLACK_TASK_QUEUE, ACTIVITIES],
  ] as const;
  const all = queues.map(async ([queue, type]) => {
    const pollers = await pollersOf(services, namespace, queue, type);
    const newest = Math.max(...pollers.map((poller) => Number(poller.lastAccessTime?.seconds)));
    const lastSeen = Math.max(0, Math.round(Date.now() / 1_000 - newest));
    return { queue, workers: pollers.length, ...(Number.isFinite(lastSeen) && { lastSeen }) };
  });
  await Promise.allSettled(all); // none is left behind, to be tried again on a closed connection
  return Promise.all(all);
}
