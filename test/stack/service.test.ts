import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Service, type ServiceOptions } from '../../src/stack/service';
import { isAlive, scratchFolder, until, type Scratch } from '../local/fakes';

let scratch: Scratch;
let said: string[];
let service: Service;

beforeEach(async () => {
  scratch = await scratchFolder();
  said = [];
});
afterEach(async () => {
  await service.stop();
  await scratch.remove();
});

/** Runs JavaScript; healthy once the file `up` is there. */
function make(code: string, changes: Partial<ServiceOptions> = {}): Service {
  const up = JSON.stringify(join(scratch.folder, 'up'));
  service = new Service({
    name: 'it',
    command: [process.execPath, '-e', `const up = () => fs.writeFileSync(${up}, '');${code}`],
    healthCommand: [process.execPath, '-e', `fs.readFileSync(${up})`],
    cwd: scratch.folder,
    environment: process.env,
    stopSignal: 'SIGTERM',
    stopGraceMs: 10_000,
    restartMs: 50,
    logFile: join(scratch.folder, 'logs/it.log'),
    say: (line) => said.push(line),
    ...changes,
  });
  return service;
}
const log = () => readFileSync(join(scratch.folder, 'logs/it.log'), 'utf8');
const FOREVER = 'setInterval(() => {}, 1000);';

describe('a service of the stack', () => {
  it('is started when its health command says so, and not before', async () => {
    await make(`setTimeout(up, 300); ${FOREVER}`).start();
    expect(isAlive(service.pid!)).toBe(true);
  });

  it('comes back when it is killed, and goes on in the same log', async () => {
    await make(`console.log('hello'); up(); ${FOREVER}`).start();
    const first = service.pid;
    await service.crash();
    await service.healthy();
    expect(service.pid).not.toBe(first);
    await until(() => log() === 'hello\nhello\n');
    expect(said).toEqual(['it was killed by SIGKILL; again in 0.05 s']);
  });

  it('ends by its own signal, and stays down until it is started', async () => {
    const code = `process.on('SIGINT', () => { console.log('bye'); process.exit(0); }); up(); ${FOREVER}`;
    await make(code, { stopSignal: 'SIGINT' }).start();
    const { pid } = service;
    await service.stop();
    expect(isAlive(pid!)).toBe(false);
    expect({ log: log(), said }).toEqual({ log: 'bye\n', said: [] });
    await service.start();
    expect(isAlive(service.pid!)).toBe(true);
  });

  it('is killed where it does not end within its grace', async () => {
    await make(`process.on('SIGTERM', () => {}); up(); ${FOREVER}`, { stopGraceMs: 200 }).start();
    const { pid } = service;
    await service.stop();
    expect(isAlive(pid!)).toBe(false);
  });

  it('is given up on where it ends again and again, with the end of its log', async () => {
    const starting = make(`console.log('the port is taken'); process.exit(1)`).start();
    await expect(starting).rejects.toThrow(
      /^it ended 5 times\. The end of its log, .*it\.log:\n( +the port is taken\n?)+$/,
    );
  });

  const MISCONFIGURED = `console.error('ZOOM_PLAN must be one of'); process.exit(2)`;

  it('of the engine is not tried again where its configuration is wrong, and says what is', async () => {
    await expect(make(MISCONFIGURED, { isOurs: true }).start()).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^it cannot start as it is configured\. The end of its log, .*it\.log:\n +ZOOM_PLAN must be one of$/,
      ),
    });
    expect({ log: log(), said }).toEqual({ log: 'ZOOM_PLAN must be one of\n', said: [] });
  });

  it('of another kind may mean something else by that, and is tried again', async () => {
    await expect(make(MISCONFIGURED).start()).rejects.toThrow(/^it ended 5 times/);
  });

  it('that has been healthy is tried again however it ends: somebody may be mending a file', async () => {
    const untilTold = `process.once('SIGUSR2', () => process.exit(2)); up(); ${FOREVER}`;
    await make(untilTold, { isOurs: true }).start();
    const { pid } = service;
    process.kill(pid!, 'SIGUSR2');
    await until(() => service.pid !== pid);
    await service.healthy();
    expect(said).toEqual(['it ended with code 2; again in 0.05 s']);
  });

  it('is given up on when the start is', async () => {
    const interrupt = new AbortController();
    const starting = make(FOREVER).start(interrupt.signal);
    await until(() => service.pid !== undefined);
    interrupt.abort(new Error('enough'));
    await expect(starting).rejects.toThrow('enough');
  });
});
