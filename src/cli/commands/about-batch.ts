import { batchLookVerdict } from '../batch/batch-verdict';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { renderBatch } from '../batch/render-batch';
import { whoSays, withClient } from '../session';

type AboutBatch =
  InvocationOf<'batch-status'> | InvocationOf<'batch-pause'> | InvocationOf<'batch-resume'>;

/** `batch-status`, `batch-pause`, `batch-resume`: each answers with how far the batch is. */
export const aboutBatch = (context: CliContext, invocation: AboutBatch): Promise<ExitCode> =>
  withClient(context, async ({ batches }) => {
    const { id, json } = invocation;
    const status =
      invocation.command === 'batch-status'
        ? await batches.status(id)
        : await batches[invocation.command === 'batch-pause' ? 'pause' : 'resume'](id, {
            by: whoSays(context, invocation.by),
            reason: invocation.reason,
          });
    if (json) printJson(context.stdout, { workflowId: id, ...status });
    else print(context.stdout, renderBatch(status, id));
    return invocation.command === 'batch-status' ? batchLookVerdict(status) : EXIT.OK;
  });
