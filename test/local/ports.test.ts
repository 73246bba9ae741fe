import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:net';
import { choosePort, freePort } from '../../src/local/ports';

const open: Server[] = [];
const listen = (port: number, host: string) =>
  new Promise<void>((listening, failed) => {
    open.push(createServer().once('error', failed).listen(port, host, listening));
  });
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((end) => server.close(end))));
});
const wish = (preferred: number) => ({ what: 'Temporal', preferred, flag: '--port' });

describe('the choice of a port', () => {
  it('is the preferred one where it is free', async () => {
    const preferred = await freePort();
    expect(await choosePort(wish(preferred))).toEqual({ port: preferred });
  });

  it.each(['127.0.0.1', '0.0.0.0', '::1'])(
    'passes over one taken on %s, and says so',
    async (host) => {
      const preferred = await freePort();
      await listen(preferred, host);
      const { port, note } = await choosePort(wish(preferred));
      expect(port).not.toBe(preferred);
      expect(note).toBe(`port ${preferred} is taken: Temporal gets ${port}`);
      await listen(port, '127.0.0.1');
    },
  );

  it('passes over one that is promised to another part', async () => {
    const preferred = await freePort();
    expect((await choosePort(wish(preferred), [preferred])).port).not.toBe(preferred);
  });

  it('is the one asked for', async () => {
    const asked = await freePort();
    expect(await choosePort({ ...wish(7233), asked })).toEqual({ port: asked });
  });

  it('refuses one asked for and taken, naming it', async () => {
    const asked = await freePort();
    await listen(asked, '127.0.0.1');
    await expect(choosePort({ ...wish(7233), asked })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`Port ${asked}, asked for with --port, is taken`),
    });
  });
});
