import type { OffboardingClient } from '../../client';
import { NoWorker, Refused } from '../../client/errors';
import type { MessageEntry, OffboardingReport } from '../../domain/report';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { renderHeadline } from '../status/render-status';
import { whoSays, withClient } from '../session';

type Order = InvocationOf<'rescind'> | InvocationOf<'reschedule'> | InvocationOf<'start-now'>;
type Said = { by: string; reason: string };

/**
 * `rescind`, `reschedule`, `start-now`: signals, so that they reach a run whose worker is away. Where one
 * is there, its report tells at once whether the order had an effect.
 */
export const order = (context: CliContext, invocation: Order): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const said = { by: whoSays(context, invocation.by), reason: invocation.reason };
    const { workflowId } = await send(client, invocation, said);
    const report = await reportOf(client, workflowId);
    const refused = report && refusal(report, invocation, said);
    if (refused) throw new Refused(`${workflowId} refused it: ${refused}`);
    const state = report?.status.state;
    if (invocation.json)
      printJson(context.stdout, { workflowId, accepted: true, ...(state && { state }) });
    else
      print(context.stdout, [
        `Sent to ${workflowId}.`,
        report
          ? renderHeadline(report.status)
          : 'No worker answers at the moment: the run acts on it as soon as one is there.',
      ]);
    return EXIT.OK;
  });

function send(client: OffboardingClient, invocation: Order, said: Said) {
  const { id } = invocation;
  switch (invocation.command) {
    case 'rescind':
      return client.rescind(id, said);
    case 'reschedule':
      return client.reschedule(id, { ...said, effectiveAt: invocation.effectiveAt });
    case 'start-now':
      return client.startNow(id, said);
  }
}

async function reportOf(
  client: OffboardingClient,
  workflowId: string,
): Promise<OffboardingReport | undefined> {
  try {
    return await client.report(workflowId);
  } catch (error) {
    if (error instanceof NoWorker) return undefined;
    throw error;
  }
}

/** Why the newest message of this kind from this person had no effect. */
function refusal({ entries }: OffboardingReport, { command }: Order, { by, reason }: Said) {
  const message = command === 'start-now' ? 'startNow' : command;
  const own = entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' &&
      entry.message === message &&
      entry.by === by &&
      entry.reason === reason,
  );
  return own.at(-1)?.refused;
}
