import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { join } from 'node:path';
import { childEnvironment, readLocalEnvironment } from '../../src/config/local';
import { startDevServer, type DevServer } from '../../src/local/dev-server';
import { whereToSearch } from '../../src/local/folders';
import { answers, freePort } from '../../src/local/ports';
import { resolveTemporalCli } from '../../src/local/temporal-cli';
import { heardProgress, isAlive, scratchFolder, until, type Scratch } from './fakes';

const environment = childEnvironment();
let scratch: Scratch;
let server: DevServer | undefined;

beforeEach(async () => {
  scratch = await scratchFolder();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await scratch.remove();
});

const executable = async () =>
  (
    await resolveTemporalCli({
      ...whereToSearch(readLocalEnvironment()),
      environment,
      progress: heardProgress(),
    })
  ).path;
const logFile = () => join(scratch.folder, 'temporal.log');

async function countRuns(address: string): Promise<number> {
  const connection = await Connection.connect({ address });
  try {
    return (await new Client({ connection }).workflow.count()).count;
  } finally {
    await connection.close();
  }
}

describe("Temporal's dev server", () => {
  it('answers, knows the search attributes, and is gone when stopped', async () => {
    const [port, uiPort] = [await freePort(), await freePort()];
    server = await startDevServer({
      executable: await executable(),
      ...{ port, uiPort, environment, logFile: logFile() },
    });
    expect(server.address).toBe(`127.0.0.1:${port}`);

    const connection = await Connection.connect({ address: server.address });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({
      namespace: 'default',
    });
    expect(Object.keys(customAttributes)).toEqual(
      expect.arrayContaining([
        'EmployeeId',
        'OffboardingBlockedOn',
        'OffboardingContainedAt',
        'OffboardingEffectiveAt',
        'OffboardingSource',
        'OffboardingState',
      ]),
    );
    await connection.close();
    await until(() => answers('127.0.0.1', uiPort));

    await expect(server.stop()).resolves.toEqual({ code: 0, signal: null });
    expect(isAlive(server.pid)).toBe(false);
    expect(await answers('127.0.0.1', port)).toBe(false);
  });

  it('keeps its data in a file when it is given one', async () => {
    const options = { executable: await executable(), environment, logFile: logFile() };
    const database = join(scratch.folder, 'temporal.db');
    server = await startDevServer({ ...options, database, port: await freePort() });
    const connection = await Connection.connect({ address: server.address });
    await new Client({ connection }).workflow.start('any', { taskQueue: 'any', workflowId: 'any' });
    await connection.close();
    await until(async () => (await countRuns(server?.address ?? '')) === 1);
    await server.stop();

    server = await startDevServer({ ...options, database, port: await freePort() });
    expect(await countRuns(server.address)).toBe(1);
  });

  it('says that it died, later on', async () => {
    server = await startDevServer({
      executable: await executable(),
      ...{ port: await freePort(), environment, logFile: logFile() },
    });
    process.kill(server.pid, 'SIGKILL');
    await expect(server.exited).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('gives up on a server that dies, with the end of its log', async () => {
    const dying = await scratch.script('temporal', '#!/bin/sh\necho "no such flag" >&2\nexit 3\n');
    const port = await freePort();
    await expect(
      startDevServer({ executable: dying, port, environment, logFile: logFile() }),
    ).rejects.toThrow(
      `Temporal's dev server (${dying}) did not start on 127.0.0.1:${port}: it ended with code 3.\n` +
        `The end of its log, ${logFile()}:\n  no such flag`,
    );
  });
});
