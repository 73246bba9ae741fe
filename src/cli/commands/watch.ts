import type { CliContext } from '../context';
import type { ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { withClient } from '../session';
import { watchRun } from '../status/watch-run';

export const watch = (
  context: CliContext,
  { id, until, json }: InvocationOf<'watch'>,
): Promise<ExitCode> =>
  withClient(context, (client) => watchRun(context, client, { id, until, json }));
