import type { WorkerDeploymentVersion } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivityDependencies } from '../activities';
import { CLOUDFLARE_TASK_QUEUE, TASK_QUEUE, ZOOM_TASK_QUEUE } from '../domain/contract';
import { NOTICE_TASK_QUEUE, SLACK_TASK_QUEUE } from '../domain/notices/notice';
import { dataConverterFor } from '../encryption/data-converter';
import { namesFor } from '../encryption/names';
import type { Encryption } from '../encryption/payload-key';
import type { Tracing } from '../tracing/start-tracing';
import { logActivities } from './activity-log';
import { bundleOptionsOf } from './bundle-options';

export interface WorkersOptions {
  connection: NativeConnection;
  namespace: string;
  dependencies: Omit<ActivityDependencies, 'names'>;
  /** Absent: what goes to Temporal is in clear. The bundle must be of the same variant. */
  encryption?: Encryption;
  /** Zoom calls per second over all workers together; the server keeps to it. */
  zoomCallsPerSecond: number;
  /** Default 1, which is what Slack takes from one webhook. */
  slackMessagesPerSecond?: number;
  /** Milliseconds that calls under way get to end, once the workers are told to stop; default 30,000. */
  drainMs?: number;
  /** How many runs are kept in memory between their tasks; absent: as many as the SDK thinks fit in the heap. */
  cachedWorkflows?: number;
  /** Absent: without worker versioning. With it a worker gets no work before its version is made current. */
  version?: WorkerDeploymentVersion;
  /** Absent: nothing is traced. With it goes the traced variant of the bundle. */
  tracing?: Tracing | undefined;
  /** Path of a bundle made by `npm run build`; absent: bundled from source at start. */
  workflowBundlePath?: string;
}

/** Above the longest call of an activity, so that a stopping worker lets calls under way end. */
const DRAIN_MS = 30_000;
/** Milliseconds that calls get after that, which are cancelled then, to end and to be reported. */
export const CUT_OFF_MS = 10_000;

/** A burst cap only: Cloudflare's own limit is 1,200 calls in 5 minutes, not so many in a second. */
const CLOUDFLARE_CALLS_PER_SECOND = 50;

const NOTICES_AT_ONCE = 20;

/** A leaver's run ends on the version that it began on; what lives on for years says otherwise where it is defined. */
const versionedBy = (version: WorkerDeploymentVersion) =>
  ({ version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' }) as const;

/** One worker for each queue: the process's, one per provider, whose queue is its rate limiter, and the notices'. */
export async function createWorkers(options: WorkersOptions): Promise<Worker[]> {
  const { connection, namespace } = options;
  const names = namesFor(options.encryption);
  const activities = createActivities({ ...options.dependencies, names });
  const dataConverter = dataConverterFor(options.encryption);
  // After a crash, other workers take its runs over so much later.
  const stickyQueueScheduleToStartTimeout = '3s';
  const { drainMs = DRAIN_MS, tracing } = options;
  const { workflowInterceptorModules, ...source } = bundleOptionsOf({
    traced: !!tracing,
    encrypted: !!options.encryption,
  });
  const isBundled = options.workflowBundlePath !== undefined;
  const common: Omit<WorkerOptions, 'taskQueue'> = {
    stickyQueueScheduleToStartTimeout,
    connection,
    namespace,
    dataConverter,
    shutdownGraceTime: drainMs,
    shutdownForceTime: drainMs + CUT_OFF_MS,
    interceptors: {
      activity: [...(tracing?.activityInterceptors ?? []), logActivities],
      client: { workflow: tracing?.clientInterceptors ?? [] },
      // A bundle has them in it.
      ...(isBundled ? {} : { workflowModules: workflowInterceptorModules }),
    },
    ...(options.version ? { workerDeploymentOptions: versionedBy(options.version) } : {}),
  };
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: TASK_QUEUE,
      activities: activities.run,
      ...(options.cachedWorkflows === undefined
        ? {}
        : { maxCachedWorkflows: options.cachedWorkflows }),
      ...(options.workflowBundlePath === undefined
        ? {
            workflowsPath: source.workflowsPath,
            bundlerOptions: { preloadModules: source.preloadModules },
            dataConverter: { ...dataConverter, payloadConverterPath: source.payloadConverterPath },
          }
        : { workflowBundle: { codePath: options.workflowBundlePath } }),
      ...(tracing ? { sinks: tracing.sinks } : {}),
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
