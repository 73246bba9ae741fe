import { randomUUID } from 'node:crypto';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { freePort } from '../../src/local/ports';
import { telemetryOptions } from '../../src/metrics/telemetry';
import { testAddress, type Engine } from '../support/engine';
import { eventually } from '../support/eventually';

/**
 * Runs a workflow whose code throws, by a worker in this very process, until its figures tell of that.
 * @returns all that it exported
 */
export async function figuresOfFailingProcess({ namespace, temporal }: Engine): Promise<string> {
  const port = await freePort();
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: await telemetryOptions({ host: '127.0.0.1', port }),
  });
  const connection = await NativeConnection.connect({ address: testAddress() });
  const taskQueue = `failing-${randomUUID()}`;
  const workflowsPath = require.resolve('./failing/workflows');
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath });
  const exported = await worker.runUntil(async () => {
    const workflowId = taskQueue;
    const handle = await temporal.workflow.start('failingProcess', { taskQueue, workflowId });
    const text = await eventually(
      async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
      (seen) => seen.includes('task_execution_failed') && seen.includes('forced_eviction'),
    );
    await handle.terminate();
    return text;
  });
  await connection.close();
  return exported;
}
