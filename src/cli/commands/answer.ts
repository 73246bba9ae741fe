import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { shellWord } from '../status/next-commands';
import { whoSays, withClient } from '../session';

/** `decide` and `release`: the run itself accepts or refuses them. */
export const answer = (
  context: CliContext,
  invocation: InvocationOf<'decide'> | InvocationOf<'release'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const { id, reason, json } = invocation;
    const said = { by: whoSays(context, invocation.by), reason };
    const { workflowId } =
      invocation.command === 'release'
        ? await client.release(id, said)
        : await client.decide(id, {
            ...said,
            step: invocation.step,
            decision: invocation.decision,
          });
    if (json) printJson(context.stdout, { workflowId, accepted: true });
    else
      print(context.stdout, [
        `Accepted by ${workflowId}.`,
        `Follow it: npx offboard watch ${shellWord(id)}`,
      ]);
    return EXIT.OK;
  });
