import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startService, type ServiceProcess } from '../../src/local/service-process';
import { isAlive, scratchFolder, until, type Scratch } from './fakes';

let scratch: Scratch;
let worker: ServiceProcess | undefined;
let said: string[];

beforeEach(async () => {
  scratch = await scratchFolder();
  said = [];
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await scratch.remove();
});

const start = (code: string, signal = new AbortController().signal) =>
  startService({
    name: 'the worker',
    ready: 'worker is ready',
    meanwhile: 'Temporal keeps the runs',
    args: ['-e', code],
    environment: process.env,
    logFile: join(scratch.folder, 'logs/worker.log'),
    say: (line) => said.push(line),
    signal,
  });
const READY = `
  process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
  console.log('not json');
  console.log(JSON.stringify({ level: 30, msg: 'worker is ready' }));
  setInterval(() => {}, 1000);`;

describe('a service beside npm start', () => {
  it('is ready when it says so, drains when it is stopped, and writes a log', async () => {
    worker = await start(READY);
    const pid = worker.pid() ?? 0;
    expect(isAlive(pid)).toBe(true);
    await worker.stop();
    expect(isAlive(pid)).toBe(false);
    expect(said).toEqual([]);
    expect(await readFile(join(scratch.folder, 'logs/worker.log'), 'utf8')).toMatch(
      /not json\n.*worker is ready.*\ndrained\n/,
    );
  });

  it('comes back when somebody kills it', async () => {
    worker = await start(READY);
    const pid = worker.pid() ?? 0;
    process.kill(pid, 'SIGKILL');
    await until(() => said.length === 2);
    expect(said[0]).toContain('the worker was killed by SIGKILL');
    expect(said[1]).toBe(`the worker is back, as process ${worker.pid()}`);
    expect(worker.pid()).not.toBe(pid);
  });

  it.each([1, 2] as const)(
    'ends the start, with its last words, when it ends with %i',
    async (code) => {
      await expect(
        start(`console.error('no such queue'); process.exit(${code})`),
      ).rejects.toMatchObject({
        exitCode: code,
        message: expect.stringMatching(/ended with code \d before it was ready[^]*no such queue/),
      });
    },
  );

  it('is given up while it starts when the start is interrupted', async () => {
    const abort = new AbortController();
    const starting = start('setInterval(() => {}, 1000)', abort.signal);
    setTimeout(() => abort.abort(new Error('interrupted')), 100);
    await expect(starting).rejects.toThrow('interrupted');
  });
});
