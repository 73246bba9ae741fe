import type { CliContext } from '../context';
import type { ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { withClient } from '../session';
import { watchRuns } from '../runs/watch-runs';

export const watchAll = (
  context: CliContext,
  { json }: InvocationOf<'watch-all'>,
): Promise<ExitCode> => withClient(context, (client) => watchRuns(context, client, json));
