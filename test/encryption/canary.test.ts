import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, type Connection } from '@temporalio/client';
import { connectOffboarding } from '../../src/client';
import { connectTemporal, type TemporalSettings } from '../../src/client/connection';
import { settleKeys } from '../../src/client/key-check';
import { checkRuns } from '../../src/client/readable-runs';
import { WORKFLOW_TYPE } from '../../src/domain/contract';
import { dataConverterFor } from '../../src/encryption/data-converter';
import type { Encryption } from '../../src/encryption/payload-key';
import { offboard } from '../cli/run-cli';
import { settingsFor } from '../client/settings';
import { environmentOf, newEncryption, newKey } from '../support/encryption';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { leaving, startIntake } from '../support/intake';
import { temporal } from '../support/temporal-command';
import { workerEnvironment, WorkerProcess } from '../support/worker-process';
import { canariesIn } from './canaries';

const encryption = newEncryption('2026-01');
/** Another key under the same id: the worst of slips. */
const wrong: Encryption = { ...encryption, keys: [newKey('2026-01')] };
const otherSecret: Encryption = { ...encryption, idSecret: newEncryption('x').idSecret };
const lost = 'docs/encryption.md, "Losing a key"';

let engine: Engine;
let connection: Connection;
let underWay: string;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  connection = await connectTemporal(settingsFor(engine.namespace));
});
afterAll(async () => {
  await connection.close();
  await engine.stop();
});

const settings = (keys: Encryption | undefined): TemporalSettings => ({
  ...settingsFor(engine.namespace),
  ...(keys && { encryption: keys }),
});
const cli = (keys: Encryption | undefined, ...words: string[]) =>
  offboard({ namespace: engine.namespace, environment: keys ? environmentOf(keys) : {} }, ...words);
const keysFound = async (keys: Encryption | undefined): Promise<unknown> => {
  const { stdout } = await cli(keys, 'doctor', '--json');
  const { findings } = JSON.parse(stdout) as { findings: { check: string }[] };
  return findings.find(({ check }) => check === 'Payload keys');
};
const written = async () => (await engine.temporal.workflow.count()).count;

describe('a namespace in which nothing ever ran', () => {
  it('gets a canary from its first worker, and the doctor misses it until then', async () => {
    expect(await keysFound(encryption)).toMatchObject({ state: 'warning' });
    expect(await keysFound(undefined)).toBeUndefined();
    const environment = { ...workerEnvironment(engine), ...environmentOf(encryption) };
    const worker = WorkerProcess.run(environment);
    await eventually(
      () => canariesIn(connection, engine),
      (canaries) => canaries.length === 1,
    );
    await worker.kill();
    expect(await keysFound(encryption)).toBeUndefined();
  });

  it('is written to by nobody who has no keys, or others', async () => {
    const before = await written();
    const said = {
      'OFFBOARDING_PAYLOAD_KEYS is not set here: set it': undefined,
      'does not open with the key "2026-01"': wrong,
    };
    for (const [words, keys] of Object.entries(said)) {
      expect(await cli(keys, 'start', 'new@example.com')).toMatchObject({
        ...{ exit: 2, stdout: '', stderr: expect.stringContaining(words) },
      });
      expect(await keysFound(keys)).toMatchObject({
        ...{ state: 'failed', detail: expect.stringContaining(lost) },
      });
      const intake = await startIntake(settings(keys));
      try {
        const answer = await intake.post([leaving()]);
        expect(answer).toMatchObject({ status: 503, json: { error: { code: 'undecryptable' } } });
        expect(JSON.stringify(intake.log())).toContain(words.split('"')[0]);
      } finally {
        await intake.close();
      }
      await expect(settleKeys(connection, settings(keys))).rejects.toThrow(words);
    }
    expect(await written()).toEqual(before);
  });

  it('takes nobody with another id secret: the same leaver would get a second run', async () => {
    const before = await written();
    expect(await cli(otherSecret, 'start', 'new@example.com', '--json')).toMatchObject({
      ...{ exit: 2, stderr: expect.stringContaining('another OFFBOARDING_ID_SECRET') },
    });
    const environment = environmentOf(otherSecret);
    const worker = WorkerProcess.run({ ...workerEnvironment(engine), ...environment });
    expect(await worker.ended()).toMatchObject({ code: 2 });
    expect(worker.output).toContain('another OFFBOARDING_ID_SECRET');
    expect(worker.output).not.toContain(environment['OFFBOARDING_ID_SECRET']);
    expect(await written()).toEqual(before);
  });

  it('does not take somebody for right who has written with wrong keys before', async () => {
    const dataConverter = dataConverterFor(wrong);
    const once = new Client({ connection, namespace: engine.namespace, dataConverter });
    const handle = await once.workflow.start(WORKFLOW_TYPE, {
      ...{ workflowId: 'once', taskQueue: 'nobody-serves-it', memo: { email: 'a@example.com' } },
    });
    await eventually(
      () => checkRuns(connection, settings(encryption)).catch(() => 'unreadable'),
      (readable) => readable === 'unreadable',
    );
    expect(await checkRuns(connection, settings(wrong))).toBe('sound');
    const client = await connectOffboarding(settings(wrong));
    await expect(client.start({ email: 'b@example.com' })).rejects.toThrow('does not open');
    await client.close();
    // Nor does it keep those away whose keys are right.
    const right = await connectOffboarding(settings(encryption));
    ({ workflowId: underWay } = await right.start({ email: 'b@example.com' }));
    await right.close();
    await handle.terminate();
  });
});

describe('a canary of keys that are lost', () => {
  it("goes by Temporal's command line, as the documents have it, and others begin anew", async () => {
    const begin = () => settleKeys(connection, settings(wrong));
    const [[name] = ['']] = await canariesIn(connection, engine);
    await engine.temporal.workflow.getHandle(underWay).terminate();
    await expect(begin()).rejects.toThrow(name);
    await temporal(engine, 'operator', 'namespace', 'update', '--data', `${name}=`);
    expect(await canariesIn(connection, engine)).toEqual([]);
    await eventually(begin);
    expect(await canariesIn(connection, engine)).toHaveLength(1);
  });
});
