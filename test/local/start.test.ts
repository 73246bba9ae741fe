import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { childEnvironment, PROVIDER_VARIABLES } from '../../src/config/local';
import { answers, freePort } from '../../src/local/ports';
import { isAlive, until } from './fakes';

interface Started {
  process: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}
let started: Started | undefined;

const unset = Object.fromEntries(
  [...PROVIDER_VARIABLES, 'OFFBOARDING_POLICY'].map((name) => [name, undefined]),
);
function npmStart(flags: string[], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'src/local/main.ts', ...flags], {
    env: childEnvironment({ ...unset, ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return (started = { process: child, output: () => text, ended });
}
afterEach(async () => {
  started?.process.kill('SIGKILL');
  await started?.ended;
});

describe('npm start', () => {
  it('offboards the sample leaver, stays up, and leaves nothing behind after Ctrl-C', async () => {
    const { process: child, output, ended } = npmStart([]);
    await until(() => output().includes('until Ctrl-C') || child.exitCode !== null);
    expect(output()).toContain('simulators on this machine');
    expect(output()).toMatch(/jane\.doe@example\.com: contained after .*, completed after/);
    expect(output()).toMatch(/Time to contained {2}\d/);

    const worker = Number(/worker ready, process (\d+)/.exec(output())?.[1]);
    const ports = [...output().matchAll(/(?:localhost|127\.0\.0\.1):(\d+)/g)].map(
      (match) => +match[1]!,
    );
    expect(isAlive(worker)).toBe(true);

    // The printed event, sent by a shell as a person would: signed when it is sent, and taken.
    const event = output().match(/^t=.*curl .*$/m)?.[0] ?? '';
    const { stdout } = await promisify(execFile)('sh', ['-c', event]);
    expect(JSON.parse(stdout)).toMatchObject({ accepted: 1 });
    const ask = output().match(/^curl .*\/offboardings\/.*$/m)?.[0] ?? '';
    await until(async () =>
      (await promisify(execFile)('sh', ['-c', ask])).stdout.includes('"state"'),
    );

    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(isAlive(worker)).toBe(false);
    for (const port of new Set(ports)) expect(await answers('127.0.0.1', port)).toBe(false);
    expect(output()).toMatch(
      /stopping the worker[^]*stopping the intake[^]*stopping Temporal[^]*stopping the simulators/,
    );
  }, 180_000);

  it('names a port that was asked for and is taken', async () => {
    const port = await freePort();
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    const { output, ended } = npmStart(['--port', String(port)]);
    expect(await ended).toBe(2);
    expect(output()).toContain(`Port ${port}, asked for with --port, is taken`);
    taken.close();
  });

  it.each([
    [['--port', '0'], {}, 'must be a port'],
    [['--colour'], {}, 'unknown option'],
    [[], { ZOOM_CLIENT_ID: 'abc' }, 'ZOOM_CLIENT_SECRET'],
    [[], { TEMPORAL_CLI: '/nowhere/temporal' }, 'there is no such file'],
  ])('ends with code 2 and says why: %j %j', async (flags, environment, why) => {
    const { output, ended } = npmStart(flags, environment);
    expect(await ended).toBe(2);
    expect(output()).toContain(why);
  });
});
