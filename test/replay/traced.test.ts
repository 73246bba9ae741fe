import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { bundleOptionsOf } from '../../src/worker/bundle-options';
import { readHistories } from './histories';
import { violations } from './replaying';

const logger = new DefaultLogger('ERROR');
beforeAll(() => void Runtime.install({ logger }));

describe('traces switched on while runs are under way', () => {
  it('break none of them', async () => {
    const workflowBundle = await bundleWorkflowCode({
      ...bundleOptionsOf({ traced: true }),
      logger,
    });
    const sinks = { spans: { ended: { fn: () => undefined } } };
    const wrong = await violations({ workflowBundle, sinks }, await readHistories());
    expect(wrong).toEqual({});
  });
});
