import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { freePort } from '../../src/local/ports';
import { chooseStackPorts } from '../../src/stack/stack-ports';

const SERVICES = ['postgresql', 'temporal', 'web-ui', 'worker', 'intake'];

async function choose(
  variables: Record<string, string>,
  { flags = {}, services = SERVICES }: { flags?: object; services?: string[] } = {},
) {
  const said: string[] = [];
  const ports = await chooseStackPorts({ flags, variables, services }, (line) => said.push(line));
  return { published: ports.published, said };
}

describe('the ports of the stack', () => {
  it.each([
    ['TEMPORAL_PORT', 7233],
    ['WEB_UI_PORT', 8080],
    ['INTAKE_PORT', 8090],
    ['WORKER_PORT', 8091],
    ['CODEC_PORT', 8092],
    ['WORKER_METRICS_PORT', 9464],
  ])('are those of the shell: %s', async (variable, inner) => {
    const port = await freePort();
    const services = [...SERVICES, 'codec'];
    const { published } = await choose({ [variable]: String(port) }, { services });
    expect(published[inner]).toBe(port);
    expect(new Set(Object.values(published)).size).toBe(7);
  });

  it('are a flag’s before the shell’s', async () => {
    const [byFlag, byShell] = [await freePort(), await freePort()];
    const flags = { intakePort: byFlag };
    const { published } = await choose({ INTAKE_PORT: String(byShell) }, { flags });
    expect(published[8090]).toBe(byFlag);
  });

  it('are refused where they are asked for and taken, or are none', async () => {
    const server = createServer();
    const port = await new Promise<number>((listening) => {
      server.listen(0, '127.0.0.1', () => listening((server.address() as { port: number }).port));
    });
    await expect(choose({ WORKER_PORT: String(port) })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`Port ${port}, asked for with WORKER_PORT, is taken`),
    });
    // The codec server does not run.
    await choose({ CODEC_PORT: String(port) });
    await new Promise((closed) => server.close(closed));
    await expect(choose({ WORKER_PORT: 'eighty' })).rejects.toMatchObject({
      exitCode: 2,
      message: 'WORKER_PORT must be a port number, 0 to 65535.',
    });
  });

  it('are no wish where they are the default, as in a copy of .env.example', async () => {
    const server = createServer();
    const isMine = await new Promise<boolean>((settle) => {
      server.once('error', () => settle(false)).listen(8090, '127.0.0.1', () => settle(true));
    });
    const { published, said } = await choose({ INTAKE_PORT: '8090' });
    if (isMine) await new Promise((closed) => server.close(closed));
    expect(published[8090]).not.toBe(8090);
    expect(said).toContain(`port 8090 is taken: the intake gets ${published[8090]}`);
  });
});
