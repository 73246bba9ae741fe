import { beforeAll, describe, expect, it } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { aged } from './aged';
import { readHistories, type SavedRun } from './histories';
import { altered, beQuiet, violations } from './replaying';
import { SCENARIOS } from './scenarios';

const PROCESS = {
  workflowBundle: { codePath: process.env['OFFBOARDING_TEST_BUNDLE'] ?? '' },
} as const;
const WEEK_S = 7 * 24 * 3_600;

let runs: SavedRun[];
beforeAll(async () => {
  beQuiet();
  runs = await readHistories();
});

describe('runs under way when the process changes', () => {
  it('have a saved history for every path', () => {
    expect(runs.map(({ name }) => name)).toEqual(Object.keys(SCENARIOS.clear).sort());
  });

  it('replay with the process as it is now', async () => {
    expect(await violations(PROCESS, runs)).toEqual({});
  });

  it('replay where the last signal came a week later, before the breaker knew of weeks', async () => {
    const breakers = runs.filter(({ name }) => name === 'breakerTripped');
    const old = breakers.map((run) => ({ ...run, history: aged(run.history, WEEK_S) }));
    expect(await violations(PROCESS, old)).toEqual({});
    expect(old).toHaveLength(1);
  });

  it('would be seen to break: by another activity in a history, and by another process', async () => {
    const good = runs.filter(({ name }) => name === 'goodPath');
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
