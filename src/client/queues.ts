import type { ConnectionLike } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { CLOUDFLARE_TASK_QUEUE, TASK_QUEUE, ZOOM_TASK_QUEUE } from '../domain/contract';

type Services = Pick<ConnectionLike, 'workflowService'>;

const { TASK_QUEUE_TYPE_WORKFLOW: WORKFLOWS, TASK_QUEUE_TYPE_ACTIVITY: ACTIVITIES } =
  temporal.api.enums.v1.TaskQueueType;

/** How many workers polled the queue of late; Temporal remembers one for five minutes after it is gone. */
async function pollersOf(
  { workflowService }: Services,
  namespace: string,
  queue: string,
  taskQueueType: number,
): Promise<number> {
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: queue },
    taskQueueType,
  });
  return pollers.length;
}

/** Whether any worker that could answer a run of this queue was there in the last five minutes. */
export const hasWorker = async (
  services: Services,
  namespace: string,
  queue: string,
): Promise<boolean> => (await pollersOf(services, namespace, queue, WORKFLOWS)) > 0;

export interface QueuePollers {
  queue: string;
  workers: number;
}

/** The engine's three queues: the process itself, and the calls to each provider. */
export async function queuePollers(services: Services, namespace: string): Promise<QueuePollers[]> {
  const queues = [
    [TASK_QUEUE, WORKFLOWS],
    [ZOOM_TASK_QUEUE, ACTIVITIES],
    [CLOUDFLARE_TASK_QUEUE, ACTIVITIES],
  ] as const;
  return Promise.all(
    queues.map(async ([queue, type]) => ({
      queue,
      workers: await pollersOf(services, namespace, queue, type),
    })),
  );
}
