import type { OffboardingClient } from '../../client';
import { AlreadyEnded } from '../../client/errors';
import { sealReport, type SealedReport } from '../../domain/evidence/sealed-report';
import { isFinal } from '../../domain/status';
import { engineVersion } from '../version';
import { sha256 } from './sha256';

export interface SealedNow {
  sealed: SealedReport;
  /** How Temporal ended a run that was cut off, and what to do: such a run reads as if it went on. */
  ending?: string;
}

/** The run's evidence, as it stands now, in its chain; the newest run's, where none is named. */
export async function readSealed(
  client: OffboardingClient,
  id: string,
  runId?: string,
): Promise<SealedNow> {
  const report = await client.report(id, runId);
  const ending = isFinal(report.status.state) ? undefined : await endingOf(client, id, runId);
  const circumstances = {
    engine: engineVersion(),
    readAt: new Date().toISOString(),
    // What to do about it is no evidence.
    ...(ending !== undefined && { cutOff: ending.split('\n')[0] ?? ending }),
  };
  const sealed = sealReport(report, circumstances, sha256);
  return { sealed, ...(ending !== undefined && { ending }) };
}

async function endingOf(
  client: OffboardingClient,
  id: string,
  runId?: string,
): Promise<string | undefined> {
  try {
    await client.status(id, runId);
    return undefined;
  } catch (error) {
    if (error instanceof AlreadyEnded) return error.message;
    throw error;
  }
}
