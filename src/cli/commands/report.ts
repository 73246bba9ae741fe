import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { renderReport } from '../render-report';
import { withClient } from '../session';

export const report = (
  context: CliContext,
  { id, json }: InvocationOf<'report'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const evidence = await client.report(id);
    if (json) printJson(context.stdout, evidence);
    else print(context.stdout, renderReport(evidence));
    return EXIT.OK;
  });
