import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { connectOffboarding } from '../../src/client';
import { connectTemporal } from '../../src/client/connection';
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
