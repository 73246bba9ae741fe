import {
  ActivityCancellationType,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { CloudflareActivities, RunActivities, ZoomActivities } from '../../activities';
import { CLOUDFLARE_TASK_QUEUE, ZOOM_TASK_QUEUE } from '../../domain/contract';
import type { CountTermination } from '../../domain/breaker';
import { PRIORITY_KEYS, type Urgency } from '../../domain/request';
import type { RetryPolicy } from '../../domain/policy';
import { isAutomatic } from './automatic';

type ProviderActivities = ZoomActivities & CloudflareActivities;
export type ProviderActivity = keyof ProviderActivities;

/** Activities that go to Cloudflare's queue; all others are Zoom's. */
const ON_CLOUDFLARE: ReadonlySet<ProviderActivity> = new Set([
  'revokeZeroTrustTokens',
  'checkZeroTrustAccess',
  'freeZeroTrustSeat',
]);

export const providerOf = (activity: string): 'cloudflare' | 'zoom' =>
  (ON_CLOUDFLARE as ReadonlySet<string>).has(activity) ? 'cloudflare' : 'zoom';

/**
 * A call to a provider ends within 10 s, and an activity makes a few at the most. A worker that dies is noticed
 * by its missing heartbeat, well before.
 */
const TIMES = { startToCloseTimeout: '90s', heartbeatTimeout: '10s' } as const;

const provider = proxyActivities<ProviderActivities>(TIMES);
const local = proxyLocalActivities<RunActivities>({
  startToCloseTimeout: '5s',
  retry: { maximumAttempts: 3, initialInterval: '200ms' },
});

/** How a provider activity is run: which queue, which priority. The one place that decides it. */
function laneOf(activity: ProviderActivity, urgency: Urgency): ActivityOptions {
  return {
    taskQueue: providerOf(activity) === 'cloudflare' ? CLOUDFLARE_TASK_QUEUE : ZOOM_TASK_QUEUE,
    priority: { priorityKey: PRIORITY_KEYS[urgency] },
    // A cancelled call may still have happened: the run goes on only once it has ended.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  };
}

/** Runs a provider activity in its lane, with the policy's retries and a sentence for the Web UI. */
export async function runActivity<A extends ProviderActivity>(
  activity: A,
  input: Parameters<ProviderActivities[A]>[0],
  { urgency, retry, summary }: { urgency: Urgency; retry: RetryPolicy; summary: string },
): Promise<Awaited<ReturnType<ProviderActivities[A]>>> {
  const run = provider[activity] as unknown as {
    executeWithOptions(
      options: Partial<ActivityOptions>,
      args: [typeof input],
    ): Promise<Awaited<ReturnType<ProviderActivities[A]>>>;
  };
  return run.executeWithOptions(
    { ...laneOf(activity, urgency), retry: temporalRetry(retry), summary },
    [input],
  );
}

const temporalRetry = ({
  initialInterval,
  backoffCoefficient,
  maximumInterval,
  maximumAttempts,
}: RetryPolicy) =>
  ({ initialInterval, backoffCoefficient, maximumInterval, maximumAttempts }) as NonNullable<
    ActivityOptions['retry']
  >;

const engine = proxyActivities<RunActivities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** Asks the breaker, for so many milliseconds at the most; the answer comes by a signal. */
export const countTermination = (termination: CountTermination, patienceMs: number) =>
  engine.countTermination.executeWithOptions(
    { summary: 'Count the automatic terminations', scheduleToCloseTimeout: patienceMs },
    [termination],
  );

/**
 * Reads the policy on the worker that runs the process: no queue, no wait. An automatic run gets HR's signals from its
 * first moment, beside which local activities may be batched in another way when they are replayed.
 */
export const readPolicy = (accounts: string[]) =>
  isAutomatic() ? engine.readPolicy(accounts) : local.readPolicy(accounts);
