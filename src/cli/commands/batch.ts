import type { OffboardingClient } from '../../client';
import { InvalidRequest } from '../../client/errors';
import {
  newBatchRequestSchema,
  type BatchRequest,
  type LeaverAt,
} from '../../domain/batch/schemas';
import { batchVerdict } from '../batch/batch-verdict';
import { carryThrough } from '../batch/carry-through';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { readLeavers } from '../leavers/read-leavers';
import { shellWord } from '../status/next-commands';
import { previewBatch } from '../batch/preview-batch';
import { renderBatch } from '../batch/render-batch';
import { whoSays, withClient } from '../session';

type BatchInvocation = InvocationOf<'batch'>;

export async function batch(context: CliContext, invocation: BatchInvocation): Promise<ExitCode> {
  // Whatever is wrong is said before anything is asked of Temporal.
  const request = requestOf(context, invocation);
  const leavers = await readLeavers(invocation.file);
  return withClient(context, (client) =>
    invocation.dryRun
      ? previewBatch(context, client, { leavers, request, json: invocation.json })
      : handOver(context, client, { leavers, request, invocation }),
  );
}

function requestOf(context: CliContext, { request }: BatchInvocation): BatchRequest {
  const requestedBy = whoSays(context, request['requestedBy'] as string | undefined);
  const parsed = newBatchRequestSchema().safeParse({ ...request, requestedBy });
  if (!parsed.success) throw InvalidRequest.from(parsed.error);
  return parsed.data;
}

interface Batch {
  leavers: LeaverAt[];
  request: BatchRequest;
  invocation: BatchInvocation;
}

async function handOver(
  context: CliContext,
  client: OffboardingClient,
  { leavers, request, invocation }: Batch,
): Promise<ExitCode> {
  const { json, wait, again } = invocation;
  const { workflowId, outcome } = await client.batches.start(leavers, request, { again });
  const say = (line: string) => json || print(context.stdout, [line]);
  if (typeof outcome === 'object') {
    say(`${workflowId}: this list came to its end before. --again starts it anew.`);
    show(context, json, workflowId, outcome.finished);
    return batchVerdict(outcome.finished);
  }
  say(
    outcome === 'started'
      ? `Started ${workflowId}: ${leavers.length} leavers.`
      : `${workflowId}: this list is under way, and goes on where it is. Options that you gave now change nothing in it.`,
  );
  const status = await carryThrough(context, client, { workflowId, leavers, wait, json });
  if (status === 'interrupted') return EXIT.INTERRUPTED;
  show(context, json, workflowId, status);
  if (wait) return batchVerdict(status);
  say(`All is handed over. How far it is: npx offboard batch-status ${shellWord(workflowId)}`);
  return EXIT.OK;
}

function show(
  { stdout }: CliContext,
  json: boolean,
  workflowId: string,
  status: Parameters<typeof renderBatch>[0],
): void {
  if (json) printJson(stdout, { workflowId, ...status });
  else print(stdout, renderBatch(status, workflowId));
}
