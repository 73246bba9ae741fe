import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleOptionsOf } from '../../src/worker/bundle-options';
import { readHistories } from './histories';

const logger = new DefaultLogger('ERROR');
beforeAll(() => void Runtime.install({ logger }));

describe('traces switched on while runs are under way', () => {
  it('break none of them', async () => {
    const workflowBundle = await bundleWorkflowCode({
      ...bundleOptionsOf({ traced: true }),
      logger,
    });
    const wrong: Record<string, unknown> = {};
    const histories = await readHistories();
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle, sinks: { spans: { ended: { fn: () => undefined } } } },
      histories,
    ))
      if (error) wrong[workflowId] = error;
    expect(wrong).toEqual({});
  });
});
