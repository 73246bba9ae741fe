import type { OffboardingClient, StartedRun } from '../../client';
import type { OffboardingStatus } from '../../domain/status';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { shellWord } from '../status/next-commands';
import { renderHeadline } from '../status/render-status';
import { whoSays, withClient } from '../session';
import { watchRun } from '../status/watch-run';

export const start = (
  context: CliContext,
  { request, watch, until, json }: InvocationOf<'start'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const requestedBy = whoSays(context, request['requestedBy'] as string | undefined);
    const started = await client.start({ ...request, requestedBy });
    // With --watch a status a line follows.
    if (json && watch) print(context.stdout, [JSON.stringify(started)]);
    else if (json) printJson(context.stdout, started);
    else print(context.stdout, await words(client, started, watch));
    if (!watch) return EXIT.OK;
    return watchRun(context, client, { id: started.workflowId, until, json });
  });

async function words(
  client: OffboardingClient,
  { workflowId, joined, runId }: StartedRun,
  watch: boolean,
): Promise<string[]> {
  const follow = watch ? [] : [`Follow it: npx offboard watch ${shellWord(workflowId)}`];
  if (!joined) return [`Started ${workflowId} (run ${runId}).`, ...follow];
  // Who joins a run that waits for another time, or for a person, must not think that all is done.
  const status = await client.status(workflowId).catch(() => undefined);
  return [
    `Joined ${workflowId}: a run for this leaver is under way already. What you gave now changes nothing in it.`,
    ...(status ? [renderHeadline(status), ...hint(status, workflowId)] : []),
    ...follow,
  ];
}

const hint = ({ state }: OffboardingStatus, workflowId: string): string[] =>
  state === 'scheduled'
    ? [`To begin at once: npx offboard start-now ${shellWord(workflowId)} --reason "…"`]
    : [];
