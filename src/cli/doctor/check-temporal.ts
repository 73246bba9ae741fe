import type { Connection } from '@temporalio/client';
import { checkKeys } from '../../client/key-check';
import { checkWorkers } from '../../client/keyed-workers';
import { connectTemporal, translate, type TemporalSettings } from '../../client/connection';
import { LATELY, queuePollers } from '../../client/queues';
import { missingSearchAttributes } from '../../client/search-attributes';
import type { Checked } from '../../config/faults';
import { retentionFinding } from './check-retention';
import { payloadFinding, transportFinding } from './check-transport';
import { misconfigured, ok, PATIENCE, type Finding } from './finding';

const CONNECTION = 'Temporal';
const ATTRIBUTES = 'Search attributes';
const WORKERS = 'Workers';
const KEYS = 'Payload keys';
const NO_CANARY: Finding = {
  check: KEYS,
  state: 'warning',
  detail:
    'no canary in the namespace: who has other keys, or none, is told by the newest runs alone',
  mend: 'A worker leaves one when it starts, or says in its log why it cannot (docs/encryption.md, "The canary").',
};
const skipped = (check: string): Finding => ({
  check,
  state: 'skipped',
  detail: 'needs Temporal',
});

/** The connection and its namespace; then what the engine needs in it. */
export async function checkTemporal(config: Checked<TemporalSettings>): Promise<Finding[]> {
  const rest = [skipped(ATTRIBUTES), skipped(WORKERS)];
  if ('faults' in config) return [misconfigured(CONNECTION, config)!, ...rest];
  const settings = config.value;
  const access = [transportFinding(settings), payloadFinding(settings)];
  let connection: Connection;
  try {
    connection = await connectTemporal(settings);
  } catch (error) {
    return [failure(CONNECTION, error, settings), ...access, ...rest];
  }
  try {
    return await connection.withDeadline(Date.now() + PATIENCE, async () => {
      const [namespace, ...kept] = await namespaceFindings(connection, settings);
      if (!namespace || namespace.state === 'failed')
        return [...(namespace ? [namespace] : []), ...access, ...rest];
      return [
        namespace,
        ...access,
        ...kept,
        ...(await keysFinding(connection, settings)),
        await attributesFinding(connection, settings),
        await workersFinding(connection, settings),
      ];
    });
  } finally {
    await connection.close();
  }
}

function failure(check: string, error: unknown, settings: TemporalSettings): Finding {
  const known = translate(error, settings);
  const detail = known instanceof Error ? known.message : String(known);
  return { check, state: 'failed', detail };
}

async function namespaceFindings(
  { workflowService }: Connection,
  settings: TemporalSettings,
): Promise<Finding[]> {
  const { address, namespace } = settings;
  try {
    const { config } = await workflowService.describeNamespace({ namespace });
    const { seconds } = config?.workflowExecutionRetentionTtl ?? {};
    return [
      ok(CONNECTION, `${address}, namespace "${namespace}"`),
      ...(seconds ? [retentionFinding(Number(seconds), settings)] : []),
    ];
  } catch (error) {
    return [failure(CONNECTION, error, settings)];
  }
}

/** Whether what others write in the namespace can be read here; nothing where it can, and always will be. */
async function keysFinding(connection: Connection, settings: TemporalSettings): Promise<Finding[]> {
  try {
    const { canary, runs } = await checkKeys(connection, settings);
    if (!settings.encryption || canary === 'sound') return [];
    if (typeof runs === 'object') await checkWorkers(connection, settings, runs.inClear);
    return [NO_CANARY];
  } catch (error) {
    return [failure(KEYS, error, settings)];
  }
}

async function attributesFinding(
  connection: Connection,
  settings: TemporalSettings,
): Promise<Finding> {
  try {
    const missing = await missingSearchAttributes(connection, settings.namespace);
    if (missing.length === 0) return ok(ATTRIBUTES, 'all registered');
    return {
      check: ATTRIBUTES,
      state: 'failed',
      detail: `missing: ${missing.join(', ')}`,
      mend: 'Start a worker (npm run worker): it registers them, or says which command an admin must run.',
    };
  } catch (error) {
    return failure(ATTRIBUTES, error, settings);
  }
}

async function workersFinding(
  connection: Connection,
  settings: TemporalSettings,
): Promise<Finding> {
  try {
    const queues = await queuePollers(connection, settings.namespace);
    const unserved = queues.filter(({ lastSeen = Infinity }) => lastSeen > LATELY);
    if (unserved.length === 0)
      return ok(WORKERS, queues.map(({ queue, workers }) => `${queue}: ${workers}`).join(', '));
    const list = unserved.map(({ queue, lastSeen }) =>
      lastSeen === undefined ? queue : `${queue} (a worker was there ${lastSeen} s ago)`,
    );
    return {
      check: WORKERS,
      state: 'failed',
      detail: `nobody serves ${list.join(', ')}`,
      mend: 'Start a worker (npm run worker); runs that wait go on by themselves.',
    };
  } catch (error) {
    return failure(WORKERS, error, settings);
  }
}
