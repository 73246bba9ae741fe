import type { OffboardingClient } from '../../client';
import { isHrEventsId } from '../../client/hr-events';
import type { OffboardingRequest } from '../../domain/request';
import { isFinal, type OffboardingStatus } from '../../domain/status';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { hrEventsLines, hrQuestionLine, timingLine } from '../runs/render-hr-events';
import { withClient } from '../session';
import { exitOf } from '../status/exit-of';
import { statusLines } from '../status/show-status';

type Invocation = InvocationOf<'status'>;

export const status = (context: CliContext, invocation: Invocation): Promise<ExitCode> =>
  withClient(context, (client) =>
    isHrEventsId(invocation.id)
      ? hrEvents(context, client, invocation)
      : run(context, client, invocation),
  );

async function run(
  { stdout }: CliContext,
  client: OffboardingClient,
  { id, json }: Invocation,
): Promise<ExitCode> {
  const seen = await client.status(id);
  const [request, asking] = await Promise.all([
    json ? undefined : requestOf(client, id, seen),
    // Beside the point, so no reason to fail: HR's events may be away, or never have been.
    client.hr.waiting(seen).catch(() => undefined),
  ]);
  if (json) printJson(stdout, { ...seen, ...(asking && { hrEvents: asking }) });
  else {
    const timing = timingLine(seen, request);
    const about = [...(timing ? [timing] : []), ...(asking ? hrQuestionLine(asking) : [])];
    print(stdout, statusLines(seen, id, stdout, about));
  }
  return exitOf(seen);
}

/** What the status does not have: where it came from, and the zone in which its time was meant. */
async function requestOf(
  client: OffboardingClient,
  id: string,
  { state }: OffboardingStatus,
): Promise<OffboardingRequest | undefined> {
  if (isFinal(state)) return undefined;
  return client.report(id).then(
    ({ request }) => request,
    () => undefined,
  );
}

async function hrEvents(
  { stdout }: CliContext,
  client: OffboardingClient,
  { id, json }: Invocation,
): Promise<ExitCode> {
  const seen = await client.hr.status(id);
  if (json) printJson(stdout, seen);
  else print(stdout, hrEventsLines(seen, stdout));
  return seen.needs.length > 0 ? EXIT.REFUSED : EXIT.OK;
}
