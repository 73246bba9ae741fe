import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { WORKFLOW_TYPE } from '../../../src/domain/contract';
import type { OffboardingStatus } from '../../../src/domain/status';
import type { StepName } from '../../../src/domain/steps';
import type { Leaver } from '../plan/leavers';
import { endingOf, type ChaosPolicy } from '../plan/quirks';
import { storyOf } from '../plan/stories';

const LOOK_EVERY_MS = 2_000;
/** So many restless runs are enough to come again later: looking is work for the workers, too. */
const ENOUGH = 5;

/**
 * Waits until each run that is open stands where it will stay: what an outage blocked has had its time to come out
 * of it by itself. @returns those that do not, when patience ends
 */
export async function settled(
  client: Client,
  leavers: readonly Leaver[],
  policy: ChaosPolicy,
  patienceMs: number,
): Promise<string[]> {
  const end = Date.now() + patienceMs;
  for (let calm = 0; ;) {
    const restless = await restlessRuns(client, leavers, policy, ENOUGH);
    calm = restless.length === 0 ? calm + 1 : 0;
    // Twice: what was told by a signal may only just be on its way.
    if (calm >= 2) return [];
    if (Date.now() > end) return restlessRuns(client, leavers, policy, Infinity);
    await wait(LOOK_EVERY_MS);
  }
}

async function restlessRuns(
  client: Client,
  leavers: readonly Leaver[],
  policy: ChaosPolicy,
  most: number,
): Promise<string[]> {
  const restless: string[] = [];
  const query = `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    if (restless.length >= most) break;
    try {
      const handle = client.workflow.getHandle(workflowId, runId);
      const status = await handle.query<OffboardingStatus>('status');
      const leaver = leavers.find(({ email }) => email === status.email);
      if (!leaver || !staysAsItIs(status, leaver, policy))
        restless.push(`${workflowId} (${status.state})`);
    } catch (error) {
      restless.push(`${workflowId} (${String(error)})`);
    }
  }
  return restless;
}

/** What a blocked run does with every sweep is no news; what it does once is. */
const ONCE: readonly StepName[] = [
  'revokeZeroTrustTokens',
  'revokeZoomSsoToken',
  'readZoomUser',
  'rotateZoomPassword',
];

/** Waits for a time far ahead, or for a person, and for nobody else. */
function staysAsItIs(
  { state, needs, steps }: OffboardingStatus,
  leaver: Leaver,
  policy: ChaosPolicy,
): boolean {
  const { outcome } = storyOf(leaver.story);
  if (state === 'held') return true;
  if (state === 'scheduled') return outcome === 'stays';
  if (state !== 'blocked') return false;
  const found = needs.map(({ code }) => code).sort();
  if (outcome === 'contested') return found.every((code) => code === 'engine.noSnapshot');
  const ending = endingOf(leaver.quirk, policy);
  const isMoving = steps.some(
    (step) => ONCE.includes(step.step) && /running|retrying/.test(step.state),
  );
  if (ending.kind !== 'blocked' || isMoving) return false;
  return Object.values(ending.needs).sort().join() === found.join();
}
