import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, type Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { connectOffboarding } from '../../src/client';
import { connectTemporal, GRPC, type TemporalSettings } from '../../src/client/connection';
import type { Services } from '../../src/client/canary';
import { checkKeys, settleKeys } from '../../src/client/key-check';
import { checkRuns } from '../../src/client/readable-runs';
import { WORKFLOW_TYPE } from '../../src/domain/contract';
import { dataConverterFor } from '../../src/encryption/data-converter';
import type { Encryption } from '../../src/encryption/payload-key';
import { settingsFor } from '../client/settings';
import { newEncryption, newKey } from '../support/encryption';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { canariesIn } from './canaries';

const { Payload } = temporal.api.common.v1;
const encryption = newEncryption('2026-01');
const foreign: Encryption = { ...encryption, keys: [newKey('other')] };

let engine: Engine;
let connection: Connection;
const settings = (keys: Encryption): TemporalSettings => ({
  ...settingsFor(engine.namespace),
  encryption: keys,
});
const settle = (keys: Encryption, services: Services = connection) =>
  settleKeys(services, settings(keys));
const canaries = () => canariesIn(connection, engine);
const update = (updateInfo: object) =>
  connection.workflowService.updateNamespace({ namespace: engine.namespace, updateInfo });
const described = () =>
  connection.workflowService.describeNamespace({ namespace: engine.namespace });

beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  connection = await connectTemporal(settingsFor(engine.namespace));
});
beforeEach(async () => {
  await update({ data: Object.fromEntries((await canaries()).map(([name]) => [name, ''])) });
});
afterAll(async () => {
  await connection.close();
  await engine.stop();
});

/** The real service, but for one call. */
type Call = 'updateNamespace' | 'describeNamespace';
function changed(call: Call, instead: (request: object) => Promise<unknown>): Services {
  const { workflowService } = connection;
  const service = new Proxy(workflowService, {
    get: (target, name) => (name === call ? instead : (Reflect.get(target, name) as unknown)),
  });
  return { workflowService: service };
}

/** As a server refuses what its authorizer does not let through, and Temporal Cloud what it does elsewhere. */
const refused = () =>
  Promise.reject(
    Object.assign(new Error('7 PERMISSION_DENIED: Request unauthorized.'), {
      ...{ code: GRPC.PERMISSION_DENIED, details: 'Request unauthorized.', metadata: {} },
    }),
  );

describe('a canary', () => {
  it('is left beside what else there is of the namespace', async () => {
    await update({ description: 'theirs', data: { theirs: 'kept' } });
    const before = await described();
    expect(await settle(encryption)).toBeUndefined();
    const after = await described();
    expect(after.config).toEqual(before.config);
    expect(after.namespaceInfo).toMatchObject({ description: 'theirs', data: { theirs: 'kept' } });
    expect(await canaries()).toHaveLength(1);
    expect(await settle(encryption)).toBeUndefined();
    expect(await canaries()).toHaveLength(1);
  });

  it('moves to the newest key with the first worker that has it, and the old key may go', async () => {
    await settle(encryption);
    const [[name] = ['']] = await canaries();
    const newest = { ...encryption, keys: [newKey('2027-01')] };
    const both = { ...encryption, keys: [...newest.keys, ...encryption.keys] };
    await expect(settle(newest)).rejects.toThrow('key "2026-01", which is not among');
    await settle(both);
    expect((await canaries()).map(([after]) => after)).toEqual([name]);
    expect(await checkKeys(connection, settings(newest))).toMatchObject({ canary: 'sound' });
    await expect(settle(encryption)).rejects.toThrow('key "2027-01", which is not among');
  });

  it('that was changed, or that anybody could have made, lets nobody through', async () => {
    await settle(encryption);
    const [[name, canary] = ['', '']] = await canaries();
    const cut = canary.slice(0, -8);
    const payload = defaultPayloadConverter.toPayload('a text');
    const clear = Buffer.from(Payload.encode(payload).finish()).toString('base64');
    const bytes = Buffer.from(canary, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    for (const value of [cut, bytes.toString('base64'), clear, '{}', 'null']) {
      await update({ data: { [name]: value } });
      await expect(settle(encryption)).rejects.toThrow('changed or cut short');
    }
  });
});

describe('workers that start at once', () => {
  it('are no trouble where they have the same keys', async () => {
    const said = await Promise.all([1, 2, 3].map(() => settle(encryption)));
    expect(said).toEqual([undefined, undefined, undefined]);
    await settle(encryption);
    expect(await checkKeys(connection, settings(encryption))).toMatchObject({ canary: 'sound' });
  });

  it('with different keys are never let through together', async () => {
    for (let round = 0; round < 5; round += 1) {
      const outcomes = await Promise.allSettled([settle(encryption), settle(foreign)]);
      const passed = outcomes.filter(({ status }) => status === 'fulfilled');
      expect(passed.length).toBeLessThan(2);
      expect(await canaries()).toHaveLength(passed.length);
      await update({ data: Object.fromEntries((await canaries()).map(([name]) => [name, ''])) });
    }
  });

  it('leave the one that wrote later to notice, which takes its own back', async () => {
    let first: unknown = 'not asked';
    const late = changed('updateNamespace', async (request) => {
      if (first === 'not asked') first = await settle(encryption);
      return connection.workflowService.updateNamespace(request);
    });
    await expect(settle(foreign, late)).rejects.toThrow('key "2026-01", which is not among');
    expect(first).toBeUndefined();
    expect(await checkKeys(connection, settings(encryption))).toMatchObject({ canary: 'sound' });
  });
});

describe('a namespace with runs in clear, and no worker', () => {
  it('waits for workers with keys before anybody else writes with them', async () => {
    const plain = await connectOffboarding(settingsFor(engine.namespace));
    const { workflowId } = await plain.start({ email: 'clear@example.com' });
    const client = await connectOffboarding(settings(encryption));
    const start = () => client.start({ email: 'new@example.com' });
    await eventually(
      () => checkRuns(connection, settings(encryption)),
      (runs) => runs !== 'sound',
    );
    await expect(start()).rejects.toThrow('no worker is there that could show');
    expect(await settle(encryption)).toBeUndefined();
    const { workflowId: written } = await start();
    for (const id of [workflowId, written])
      await engine.temporal.workflow.getHandle(id).terminate();
    await client.close();
    await plain.close();
  });
});

describe('where there can be no canary', () => {
  /** Whose runs are listed. */
  async function writes(keys: Encryption, workflowId: string): Promise<void> {
    const dataConverter = dataConverterFor(keys);
    const client = new Client({ connection, namespace: engine.namespace, dataConverter });
    await client.workflow.start(WORKFLOW_TYPE, {
      ...{ workflowId, taskQueue: 'nobody-serves-it', memo: { email: 'a@example.com' } },
    });
    const other = newEncryption('nobody');
    await eventually(
      () => checkRuns(connection, settings(other)).catch(() => 'unreadable'),
      (readable) => readable === 'unreadable',
    );
  }

  it('since nobody may update the namespace, or look at it, the runs tell, and a worker says why', async () => {
    await writes(encryption, 'readable');
    const mayNot = changed('updateNamespace', refused);
    expect(await settle(encryption, mayNot)).toBe('Request unauthorized.');
    const blind = changed('describeNamespace', refused);
    expect(await settle(encryption, blind)).toContain('cannot be described');
    for (const services of [mayNot, blind])
      await expect(settle(foreign, services)).rejects.toThrow('none can be read here');
    expect(await canaries()).toEqual([]);
    const client = await connectOffboarding(settings(foreign));
    await expect(client.start({ email: 'new@example.com' })).rejects.toThrow('none can be read');
    await client.close();
  });

  it('yet, since the runs are older than canaries, who can read them leaves the first', async () => {
    await expect(settle(foreign)).rejects.toThrow('none can be read here');
    expect(await canaries()).toEqual([]);
    expect(await settle(encryption)).toBeUndefined();
    expect(await canaries()).toHaveLength(1);
  });
});
