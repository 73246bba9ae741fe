import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startChild } from '../../src/local/child';
import { isAlive, until } from './fakes';

it('stops a child that does not heed SIGTERM', async () => {
  const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');";
  const child = startChild(process.execPath, ['-e', script], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.process.stdout!, 'data');
  expect(await child.stop(50)).toEqual({ code: null, signal: 'SIGKILL' });
});

it('tells of a program that cannot be started', async () => {
  const child = startChild('/nowhere/temporal', [], { env: {}, stdio: 'ignore' });
  expect((await child.exited).error?.message).toContain('ENOENT');
});

it('does not leave a child behind when its parent is killed', async () => {
  const parentCode = `
    const { startChild } = require('./src/local/child.ts');
    const child = startChild('sleep', ['600'], { env: process.env, stdio: 'ignore' });
    console.log(child.process.pid);`;
  const parent = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', parentCode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
  expect(isAlive(Number(pid))).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isAlive(Number(pid)));
});
