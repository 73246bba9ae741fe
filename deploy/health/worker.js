/** Ends with 0 where Temporal has lately been asked for work by a worker of this machine, which is this container. */
const { hostname } = require('node:os');
const { connectTemporal } = require('../../dist/client/connection');
const { readTemporalConfig } = require('../../dist/config');

const TASK_QUEUE = 'offboarding';
const WORKFLOW_TASKS = 1;
/** A worker asks again after a minute at the latest. */
const LATELY_MS = 100_000;

async function main() {
  const settings = readTemporalConfig();
  const { workflowService } = await connectTemporal(settings);
  const { pollers } = await workflowService.describeTaskQueue({
    namespace: settings.namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: WORKFLOW_TASKS,
  });
  const isOurs = ({ identity, lastAccessTime }) =>
    identity.endsWith(`@${hostname()}`) &&
    Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < LATELY_MS;
  if (!pollers.some(isOurs)) throw new Error(`nobody here asks for work on ${TASK_QUEUE}`);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`The worker does not work: ${error.message}`);
    process.exit(1);
  },
);
