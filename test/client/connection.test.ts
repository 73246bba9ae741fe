import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding } from '../../src/client';
import { connectTemporal } from '../../src/client/connection';
import { Engine, testAddress } from '../support/engine';
import { TcpProxy } from '../support/tcp-proxy';
import { settingsFor } from './settings';

/** A port nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function nobody() {
  const address = `127.0.0.1:${await closedPort()}`;
  return { address, namespace: 'hr', connectionOptions: { address } };
}

describe('Temporal that is not there', () => {
  it('is named with address and namespace, after a short while', async () => {
    const settings = await nobody();
    await expect(connectTemporal(settings, 200)).rejects.toMatchObject({
      code: 'not_connected',
      address: settings.address,
      message: expect.stringContaining(`${settings.address}, namespace "hr"`),
    });
  });

  it('does not keep a lazy client from coming up; its calls say so', async () => {
    const client = await connectOffboarding(await nobody(), { lazy: true, callTimeoutMs: 300 });
    await expect(client.start({ email: 'jane@example.com' })).rejects.toMatchObject({
      code: 'not_connected',
    });
    await client.close();
  });
});

describe('a client whose calls failed', () => {
  it('can be closed at once: the SDK tries nothing again on the closed connection', async () => {
    const client = await connectOffboarding(await nobody(), { lazy: true, callTimeoutMs: 300 });
    const calls = [client.status('jane@example.com'), client.ping()];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'not_connected' });
    await client.close();
    // Its next try would be about now, and the end of the process.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  });
});

describe('a client that is closed while a worker is asked', () => {
  const closers: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closers) await close();
  });

  it.each([
    ['before it is asked', 0],
    ['while it is asked', 500],
  ])('gives that up: %s', async (_, ms) => {
    const engine = await Engine.start();
    closers.push(() => engine.stop());
    const id = await engine.begin({ email: 'jane@example.com' });
    await engine.status(id);
    // It has polled lately, so that nobody takes it for gone.
    await engine.stopWork();
    const client = await connectOffboarding(settingsFor(engine.namespace));
    let isAsked = true;
    const asked = expect(client.status(id).finally(() => (isAsked = false))).rejects.toMatchObject({
      code: 'not_connected',
    });
    await new Promise((resolve) => setTimeout(resolve, ms));
    expect(isAsked).toBe(true);
    // A query that is not given up has 10 s.
    const itsTime = new Promise((resolve) => setTimeout(resolve, 9_000, 'waited for'));
    expect(await Promise.race([client.close().then(() => 'given up'), itsTime])).toBe('given up');
    await asked;
  });

  it('tries nothing again on the closed connection', async () => {
    const engine = await Engine.start({ workers: false });
    closers.push(() => engine.stop());
    const way = await TcpProxy.start(testAddress());
    closers.push(() => way.cut());
    const { address } = way;
    const { namespace } = engine;
    const connectionOptions = { address };
    const client = await connectOffboarding({ address, namespace, connectionOptions });
    const id = await engine.begin({ email: 'jane@example.com' });
    const asked = expect(client.status(id)).rejects.toMatchObject({ code: 'not_connected' });
    // By now it waits for a worker; the SDK takes what is cut off for a call to try again.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await way.cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await client.close();
    await asked;
    // Its next try would be about now, and the end of the process.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  });
});

describe('a namespace that is not there', () => {
  it('is named', async () => {
    const client = await connectOffboarding(settingsFor('no-such-namespace'));
    await expect(client.status('jane@example.com')).rejects.toMatchObject({
      code: 'not_connected',
      message: expect.stringContaining('TEMPORAL_NAMESPACE'),
    });
    await client.close();
  });
});
