import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  type ReplayWorkerOptions,
} from '@temporalio/worker';
import { startOf, type SavedRun } from './histories';

/** Replays that fail on purpose are no news. */
export function beQuiet(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) },
    },
  });
}

/** What is wrong with each of them under this code, by name: nothing for those left out. */
export async function violations(
  code: ReplayWorkerOptions,
  histories: SavedRun[],
): Promise<Record<string, unknown>> {
  const wrong: Record<string, unknown> = {};
  // Under their own ids, which the process looks at; two of them may have the same.
  const byRunId = new Map(histories.map((run) => [startOf(run.history).runId, run.name]));
  const runs = histories.map(({ history }) => ({ ...startOf(history), history }));
  for await (const { runId, error } of Worker.runReplayHistories(code, runs))
    if (error) wrong[byRunId.get(runId) ?? runId] = error;
  return wrong;
}

/** The same history, with the activity of this name under another one. */
export function altered({ name, history }: SavedRun, activity: string): SavedRun {
  const copy = structuredClone(history);
  for (const { activityTaskScheduledEventAttributes: scheduled } of copy.events ?? [])
    if (scheduled?.activityType?.name === activity) scheduled.activityType.name = 'somethingElse';
  return { name, history: copy };
}
