import { setTimeout } from 'node:timers/promises';
import type { OffboardingClient } from '../../client';
import { isFinal, type OffboardingStatus } from '../../domain/status';
import { print, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Until } from '../invocation';
import { exitOf } from './exit-of';
import { shellWord } from './next-commands';
import { patiently } from '../batch/patience';
import { screenFor, type Screen } from '../terminal/screen';

/** Milliseconds between two looks. */
const INTERVAL = 500;

interface Watched {
  id: string;
  until: Until;
  json: boolean;
}

/** How the watch ends on this status; absent: it goes on. */
export function verdict(
  status: OffboardingStatus,
  until: Until,
  somebodyIsThere: boolean,
): ExitCode | undefined {
  const { state, containedAt } = status;
  if (isFinal(state)) return exitOf(status);
  if (until === 'contained' && containedAt) return EXIT.OK;
  if (!somebodyIsThere && (state === 'blocked' || state === 'held')) return EXIT.REFUSED;
  return undefined;
}

/** Follows a run through restarts of its worker; `offboard watch --help` says when it ends. */
export async function watchRun(
  context: CliContext,
  client: OffboardingClient,
  watched: Watched,
): Promise<ExitCode> {
  const screen = screenFor(context, watched.id, watched.json);
  const { interrupted } = context;
  try {
    const interruption = new Promise<never>((_, reject) => {
      interrupted.addEventListener('abort', () => reject(interrupted.reason as Error));
    });
    return await Promise.race([look(client, watched, screen, context), interruption]);
  } catch (error) {
    if (!interrupted.aborted) throw error;
    print(context.stderr, [`The run goes on. npx offboard watch ${shellWord(watched.id)}`]);
    return EXIT.INTERRUPTED;
  } finally {
    screen.end();
  }
}

async function look(
  client: OffboardingClient,
  { id, until, json }: Watched,
  screen: Screen,
  { stdout, interrupted }: CliContext,
): Promise<ExitCode> {
  const somebodyIsThere = Boolean(stdout.isTTY) && !json;
  for (;;) {
    const status = await patiently(() => client.status(id), {
      interrupted,
      remark: (text) => screen.remark(text),
    });
    screen.show(status);
    const end = verdict(status, until, somebodyIsThere);
    if (end !== undefined) return end;
    await setTimeout(INTERVAL, undefined, { signal: interrupted });
  }
}
