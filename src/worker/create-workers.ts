import type { WorkerDeploymentVersion } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivityDependencies } from '../activities';
import { CLOUDFLARE_TASK_QUEUE, TASK_QUEUE, ZOOM_TASK_QUEUE } from '../domain/contract';
import { NOTICE_TASK_QUEUE, SLACK_TASK_QUEUE } from '../domain/notices/notice';
import { workflowBundleOptions } from './bundle-options';

export interface WorkersOptions {
  connection: NativeConnection;
  namespace: string;
  dependencies: ActivityDependencies;
  /** Zoom calls per second over all workers together; the server keeps to it. */
  zoomCallsPerSecond: number;
  /** Default 1, which is what Slack takes from one webhook. */
  slackMessagesPerSecond?: number;
  /** Absent: without worker versioning. With it a worker gets no work before its version is made current. */
  version?: WorkerDeploymentVersion;
  /** Path of a bundle made by `npm run build`; absent: bundled from source at start. */
  workflowBundlePath?: string;
}

/** Above the longest call of an activity, so that a stopping worker lets calls under way end. */
const SHUTDOWN = { shutdownGraceTime: '30s', shutdownForceTime: '40s' } as const;

/** A burst cap only: Cloudflare's own limit is 1,200 calls in 5 minutes, not so many in a second. */
const CLOUDFLARE_CALLS_PER_SECOND = 50;

const NOTICES_AT_ONCE = 20;

/** A leaver's run ends on the version that it began on; what lives on for years says otherwise where it is defined. */
const versionedBy = (version: WorkerDeploymentVersion) =>
  ({ version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' }) as const;

/** One worker for each queue: the process's, one per provider, whose queue is its rate limiter, and the notices'. */
export async function createWorkers(options: WorkersOptions): Promise<Worker[]> {
  const { connection, namespace } = options;
  const activities = createActivities(options.dependencies);
  // After a crash, other workers take its runs over so much later.
  const stickyQueueScheduleToStartTimeout = '3s';
  const common: Omit<WorkerOptions, 'taskQueue'> = {
    stickyQueueScheduleToStartTimeout,
    connection,
    namespace,
    ...SHUTDOWN,
    ...(options.version ? { workerDeploymentOptions: versionedBy(options.version) } : {}),
  };
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: TASK_QUEUE,
      activities: activities.run,
      ...(options.workflowBundlePath === undefined
        ? {
            workflowsPath: workflowBundleOptions.workflowsPath,
            bundlerOptions: { preloadModules: workflowBundleOptions.preloadModules },
            dataConverter: { payloadConverterPath: workflowBundleOptions.payloadConverterPath },
          }
        : { workflowBundle: { codePath: options.workflowBundlePath } }),
    }),
    Worker.create({
      ...common,
      taskQueue: ZOOM_TASK_QUEUE,
      activities: activities.zoom,
      maxTaskQueueActivitiesPerSecond: options.zoomCallsPerSecond,
    }),
    Worker.create({
      ...common,
      taskQueue: CLOUDFLARE_TASK_QUEUE,
      activities: activities.cloudflare,
      maxTaskQueueActivitiesPerSecond: CLOUDFLARE_CALLS_PER_SECOND,
    }),
    Worker.create({
      ...common,
      taskQueue: NOTICE_TASK_QUEUE,
      activities: activities.notices,
      maxConcurrentActivityTaskExecutions: NOTICES_AT_ONCE,
    }),
    Worker.create({
      ...common,
      taskQueue: SLACK_TASK_QUEUE,
      activities: activities.notices,
      maxConcurrentActivityTaskExecutions: NOTICES_AT_ONCE,
      maxTaskQueueActivitiesPerSecond: options.slackMessagesPerSecond ?? 1,
    }),
  ]);
}
