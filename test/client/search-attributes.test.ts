import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { connectOffboarding } from '../../src/client';
import { connectTemporal } from '../../src/client/connection';
import {
  ensureSearchAttributes,
  missingSearchAttributes,
} from '../../src/client/search-attributes';
import { SEARCH_ATTRIBUTES } from '../../src/domain/contract';
import { eventually } from '../support/eventually';
import { settingsFor } from './settings';

const NAMES = Object.keys(SEARCH_ATTRIBUTES);
let connection: Connection;
beforeAll(async () => {
  connection = await connectTemporal(settingsFor('default'));
});
afterAll(() => connection.close());

/** A namespace as an admin makes it: without the engine's search attributes. */
async function bareNamespace(): Promise<string> {
  const namespace = `bare-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  // Known to all of the server only after a moment.
  await eventually(() => connection.operatorService.listSearchAttributes({ namespace }));
  return namespace;
}

describe('search attributes', () => {
  it('are added where they are missing, once', async () => {
    const namespace = await bareNamespace();
    expect(await missingSearchAttributes(connection, namespace)).toEqual(NAMES);
    expect(await ensureSearchAttributes(connection, namespace)).toEqual(NAMES);
    expect(await ensureSearchAttributes(connection, namespace)).toEqual([]);
  });

  it('are added by a start that comes before any worker: no trigger is lost for them', async () => {
    const namespace = await bareNamespace();
    const client = await connectOffboarding(settingsFor(namespace));
    const started = await client.start({ email: 'jane@example.com', employeeId: '4711' });
    await client.close();
    expect(started).toMatchObject({ workflowId: 'offboarding-4711', joined: false });
    expect(await missingSearchAttributes(connection, namespace)).toEqual([]);
  });

  it('of another type are named, with the commands that mend it', async () => {
    const namespace = await bareNamespace();
    const { INDEXED_VALUE_TYPE_INT } = temporal.api.enums.v1.IndexedValueType;
    const searchAttributes = { EmployeeId: INDEXED_VALUE_TYPE_INT };
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    await expect(ensureSearchAttributes(connection, namespace)).rejects.toMatchObject({
      code: 'search_attributes',
      message: expect.stringMatching(
        /EmployeeId is of type Int, not Keyword.* search-attribute remove .*--name EmployeeId.* search-attribute create .*--name EmployeeId --type Keyword/,
      ),
    });
  });
});
