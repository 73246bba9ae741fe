import { visible } from '../../domain/evidence/visible-text';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { whoSays, withClient } from '../session';

/** Answers what HR's events of an employee ask. */
export const dismiss = (
  context: CliContext,
  { id, by, reason, json }: InvocationOf<'dismiss'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const { workflowId, dismissed } = await client.hr.dismiss(id, {
      by: whoSays(context, by),
      reason,
    });
    if (json) printJson(context.stdout, { workflowId, accepted: true, dismissed });
    else
      print(context.stdout, [
        `Accepted by ${visible(workflowId)}. Nobody is asked any more:`,
        ...dismissed.map(({ code, message }) => `  ${code}: ${visible(message)}`),
      ]);
    return EXIT.OK;
  });
