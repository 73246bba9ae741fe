import { beforeAll, describe, expect, it } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { readHistories, type SavedRun } from './histories';
import { SCENARIOS } from './scenarios';

const PROCESS = {
  workflowBundle: { codePath: process.env['OFFBOARDING_TEST_BUNDLE'] ?? '' },
} as const;

let runs: SavedRun[];
beforeAll(async () => {
  // Replays that fail on purpose are no news.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) },
    },
  });
  runs = await readHistories();
});

/** What is wrong with each of them under this code: nothing for those left out. */
async function violations(
  code: typeof PROCESS | { workflowsPath: string },
  histories: SavedRun[],
): Promise<Record<string, unknown>> {
  const wrong: Record<string, unknown> = {};
  for await (const { workflowId, error } of Worker.runReplayHistories(code, histories))
    if (error) wrong[workflowId] = error;
  return wrong;
}

/** The same history, with the activity of this name under another one. */
function altered({ workflowId, history }: SavedRun, activity: string): SavedRun {
  const copy = structuredClone(history);
  for (const { activityTaskScheduledEventAttributes: scheduled } of copy.events ?? [])
    if (scheduled?.activityType?.name === activity) scheduled.activityType.name = 'somethingElse';
  return { workflowId, history: copy };
}

describe('runs under way when the process changes', () => {
  it('have a saved history for every path', () => {
    expect(runs.map(({ workflowId }) => workflowId)).toEqual(Object.keys(SCENARIOS).sort());
  });

  it('replay with the process as it is now', async () => {
    expect(await violations(PROCESS, runs)).toEqual({});
  });

  it('would be seen to break: by another activity in a history, and by another process', async () => {
    const good = runs.filter(({ workflowId }) => workflowId === 'goodPath');
    for (const activity of ['revokeZeroTrustTokens', 'rotateZoomPassword']) {
      const { goodPath } = await violations(PROCESS, [altered(good[0]!, activity)]);
      expect(goodPath).toBeInstanceOf(DeterminismViolationError);
    }
    const { goodPath } = await violations(
      { workflowsPath: require.resolve('./other-process') },
      good,
    );
    expect(goodPath).toBeInstanceOf(DeterminismViolationError);
  });
});
