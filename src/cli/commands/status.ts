import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { withClient } from '../session';
import { statusLines } from '../show-status';

export const status = (
  context: CliContext,
  { id, json }: InvocationOf<'status'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const seen = await client.status(id);
    if (json) printJson(context.stdout, seen);
    else print(context.stdout, statusLines(seen, id, context.stdout));
    return seen.state === 'blocked' || seen.state === 'cancelled' ? EXIT.REFUSED : EXIT.OK;
  });
