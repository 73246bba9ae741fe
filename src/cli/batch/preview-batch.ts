import type { OffboardingClient } from '../../client';
import { requestFor, type BatchRequest, type LeaverAt } from '../../domain/batch/schemas';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';

interface Planned {
  line: number;
  workflowId: string;
  email: string;
  /** Absent: at once. */
  effectiveAt?: string;
  urgency: string;
  /** The leaver's run that exists already. */
  existing?: { isUnderWay: boolean; state?: string };
}

/** Says what a batch would start, and whether a run exists already. Starts nothing, and asks no provider. */
export async function previewBatch(
  { stdout }: CliContext,
  client: OffboardingClient,
  { leavers, request, json }: { leavers: LeaverAt[]; request: BatchRequest; json: boolean },
): Promise<ExitCode> {
  const workflowId = client.batches.idOf(leavers);
  const planned = leavers.map((leaver) => plan(client, leaver, request));
  const ids = planned.map((one) => one.workflowId);
  const existing = await client.batches.existingRuns([workflowId, ...ids]);
  for (const one of planned) {
    const run = existing.get(one.workflowId);
    if (run) one.existing = run;
  }
  const isUnderWay = existing.get(workflowId)?.isUnderWay;
  if (json) printJson(stdout, { workflowId, isUnderWay: isUnderWay ?? false, leavers: planned });
  else print(stdout, [...head(workflowId, leavers.length, isUnderWay), ...planned.map(lineFor)]);
  return EXIT.OK;
}

function plan(
  client: OffboardingClient,
  { line, ...leaver }: LeaverAt,
  batch: BatchRequest,
): Planned {
  const request = requestFor(leaver, batch);
  const { email, effectiveAt, urgency } = request;
  const workflowId = client.batches.runIdOf(request);
  return { line, workflowId, email, ...(effectiveAt ? { effectiveAt } : {}), urgency };
}

function head(workflowId: string, count: number, isUnderWay: boolean | undefined): string[] {
  const before = {
    true: ' This list is under way: handed over again, it would go on where it is.',
    false: ' This list came to its end before: only with --again would it be started anew.',
    undefined: '',
  }[`${isUnderWay}`];
  return [`Nothing was started. ${count} leavers, batch ${workflowId}.${before}`];
}

function lineFor({ line, workflowId, email, effectiveAt, urgency, existing }: Planned): string {
  const isPast = effectiveAt === undefined || Date.parse(effectiveAt) <= Date.now();
  const when = isPast ? 'now' : `at ${effectiveAt}`;
  const who = workflowId.endsWith(`-${email}`) ? workflowId : `${workflowId} (${email})`;
  const state = existing?.state ?? 'not begun';
  if (existing?.isUnderWay) return `line ${line}: ${who} would join the run under way: ${state}`;
  const anew = existing ? `, anew: the last run is ${state}` : '';
  return `line ${line}: ${who} would start ${when}, ${urgency}${anew}`;
}
