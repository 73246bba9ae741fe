import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { PlainActivities } from './activities';

const call = proxyActivities<PlainActivities>({ startToCloseTimeout: '30s' });

/** What came of one plain run. Milliseconds since 1970, on the workflow's clock. */
export interface PlainRun {
  startedAt: number;
  containedAt: number;
  doneAt: number;
  /** Milliseconds that the first three calls took at the providers. */
  providersMs: number;
}

/** The four calls one after another, as anybody would write them first: no reaction to errors, no state, no sweep. */
export async function plainSequence(email: string): Promise<PlainRun> {
  const startedAt = workflowInfo().startTime.getTime();
  const cut = await call.revokeZeroTrust(email);
  const left = await call.revokeZoom(email);
  const closed = await call.deactivate(email);
  const containedAt = Date.now();
  await call.changePassword(email);
  return { startedAt, containedAt, doneAt: Date.now(), providersMs: cut + left + closed };
}
