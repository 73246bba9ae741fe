import { setTimeout } from 'node:timers/promises';
import type { OffboardingClient } from '../../client';
import { TemporalUnavailable } from '../../client/errors';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { runsScreenFor, type RunsScreen } from './runs-screen';
import { SeenRuns } from './seen-runs';

/** Milliseconds between two looks; each is one call to Temporal, and none to a worker. */
const INTERVAL = 2_000;
/** Lists are a moment behind, and clocks differ: what ended shortly before a look is asked for once more. */
const OVERLAP = 300_000;

/** Follows all runs, until Ctrl-C: that is its end, and no failure. */
export async function watchRuns(
  context: CliContext,
  client: OffboardingClient,
  json: boolean,
): Promise<ExitCode> {
  const screen = runsScreenFor(context, json);
  const { interrupted } = context;
  const interruption = new Promise<never>((_, reject) => {
    const stop = () => reject(interrupted.reason as Error);
    if (interrupted.aborted) stop();
    else interrupted.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([look(client, screen, interrupted), interruption]);
  } catch (error) {
    if (!interrupted.aborted) throw error;
    return EXIT.OK;
  } finally {
    screen.end();
  }
}

async function look(
  client: OffboardingClient,
  screen: RunsScreen,
  interrupted: AbortSignal,
): Promise<never> {
  const seen = new SeenRuns();
  let lastLook: number | undefined;
  for (;;) {
    const now = Date.now();
    const notEndedBefore = new Date((lastLook ?? now) - OVERLAP).toISOString();
    try {
      const runs = await client.runs.find({ notEndedBefore });
      if (interrupted.aborted) throw interrupted.reason;
      screen.show(seen.look(runs));
      lastLook = now;
    } catch (error) {
      // Once it was seen, it is there: whatever it is that took it away will pass, however long that takes.
      if (!(error instanceof TemporalUnavailable) || lastLook === undefined) throw error;
      screen.remark(error.message);
    }
    await setTimeout(INTERVAL, undefined, { signal: interrupted });
  }
}
