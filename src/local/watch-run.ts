import { setTimeout as sleep } from 'node:timers/promises';
import { renderChanges, renderStatus } from '../cli/status/render-status';
import { OffboardingClientError, type OffboardingClient } from '../client';
import { isFinal, type OffboardingStatus } from '../domain/status';
import { aborted } from './interrupt';
import type { Terminal } from './terminal';

const POLL_MS = 100;
const DEFAULT_WIDTH = 100;

/**
 * Draws the run as it goes, until it has ended or waits for a person.
 * @throws OffboardingClientError when it ended without a result; whatever `signal` was aborted with.
 */
export async function watchRun(
  client: Pick<OffboardingClient, 'status'>,
  workflowId: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<OffboardingStatus> {
  const interrupted = aborted(signal);
  let before: OffboardingStatus | undefined;
  let answers = true;
  for (;;) {
    const status = await Promise.race([ask(client, workflowId), interrupted]);
    if (answers && !status)
      terminal.say('the run gives no answer: it waits for a worker (see .offboarding/logs)');
    answers = status !== undefined;
    if (status) {
      show(terminal, before, status);
      before = status;
      if (isFinal(status.state) || status.state === 'blocked') break;
    }
    await sleep(POLL_MS, undefined, { signal });
  }
  terminal.keep();
  return before;
}

function show(
  terminal: Terminal,
  before: OffboardingStatus | undefined,
  status: OffboardingStatus,
): void {
  const { redraws, colour, width = DEFAULT_WIDTH } = terminal;
  if (redraws) terminal.draw(renderStatus(status, { now: new Date(), colour, width }));
  else for (const line of renderChanges(before, status)) terminal.say(line);
}

/** Nothing while no worker is there to answer: killing it is a part of the demonstration. */
async function ask(
  client: Pick<OffboardingClient, 'status'>,
  workflowId: string,
): Promise<OffboardingStatus | undefined> {
  try {
    return await client.status(workflowId);
  } catch (error) {
    if (error instanceof OffboardingClientError && error.code === 'no_worker') return undefined;
    throw error;
  }
}
