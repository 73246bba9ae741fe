import type { OffboardingClient } from '../../client';
import type { AuditedRun } from '../../client/audit';
import { NoWorker, TemporalUnavailable } from '../../client/errors';
import {
  auditRowOf,
  unreadRow,
  type AuditRow,
  type ListedRun,
} from '../../domain/evidence/audit-row';
import type { OffboardingStatus } from '../../domain/status';
import { sideBySide } from '../terminal/side-by-side';
import type { Period } from './period';

/** A worker replays an ended run before it answers for it: more at a time would only wait in line. */
const WIDTH = 8;
/** When so many in a row found no worker, the others are not asked in vain. */
const ENOUGH = 2 * WIDTH;

/**
 * A row for every run of the period; what cannot be read says so.
 * @param signal stops the reading: no rows then
 */
export async function readPeriod(
  client: OffboardingClient,
  { from, before }: Period,
  signal: AbortSignal,
): Promise<AuditRow[] | 'interrupted'> {
  const runs = await client.audit.runs(from, before);
  let inVain = 0;
  const rows = await sideBySide(runs, WIDTH, signal, async (run) => {
    const listed = listedRun(run);
    try {
      if (inVain >= ENOUGH) throw new NoWorker('No worker answered for the runs before it.');
      const row = auditRowOf(listed, await client.audit.report(run));
      inVain = 0;
      return row;
    } catch (error) {
      // Without Temporal there is no table: a part of one would look like the whole.
      if (error instanceof TemporalUnavailable) throw error;
      if (error instanceof NoWorker) inVain += 1;
      return withoutEvidence(client, run, listed, error as Error);
    }
  });
  return signal.aborted ? 'interrupted' : rows;
}

const listedRun = (run: AuditedRun): ListedRun => {
  const { workflowId, runId, email, employeeId, source, state, blockedOn } = run;
  const { effectiveAt, containedAt } = run;
  const known = { email, employeeId, source, effectiveAt, containedAt, state };
  return {
    ...{ workflowId, runId, blockedOn },
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    isCutOff: state === 'failed' || state === 'terminated' || state === 'timedOut',
  };
};

async function withoutEvidence(
  client: OffboardingClient,
  run: AuditedRun,
  listed: ListedRun,
  why: Error,
): Promise<AuditRow> {
  if (run.closedAt === undefined) return unreadRow(listed, why.message);
  let result: OffboardingStatus;
  try {
    result = await client.audit.result(run);
  } catch (ending) {
    if (ending instanceof TemporalUnavailable) throw ending;
    // How it was cut off says more than that it could not answer.
    return unreadRow(listed, `The run ${run.state ?? 'ended'}: ${(ending as Error).message}`);
  }
  return unreadRow(listed, why.message, result);
}
