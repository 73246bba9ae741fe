import type { OffboardingClient } from '../../client';
import { AlreadyEnded } from '../../client/errors';
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
    await remarkOnEnding(context, client, id);
    return EXIT.OK;
  });

/** The evidence of a run that was cut off reads as if it went on: say so, beside the evidence. */
async function remarkOnEnding({ stderr }: CliContext, client: OffboardingClient, id: string) {
  try {
    await client.status(id);
  } catch (error) {
    if (error instanceof AlreadyEnded) print(stderr, [error.message]);
  }
}
