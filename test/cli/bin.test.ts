import { spawn } from 'node:child_process';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const BIN = join(__dirname, '..', '..', 'bin', 'offboard.js');

/** The real thing, in a process of its own, from a folder that is not the checkout. */
function offboard(...argv: string[]) {
  return new Promise<{ exit: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...argv], {
      cwd: tmpdir(),
      // Nobody listens on port 1, and no config file of this machine's user is read.
      env: { ...process.env, TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_CONFIG_FILE: devNull },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, stdout, stderr }));
  });
}

describe('bin/offboard.js', () => {
  it('runs from a checkout without a build', async () => {
    expect(await offboard('--help')).toEqual({
      exit: 0,
      stdout: expect.stringContaining('Usage: offboard'),
      stderr: '',
    });
  });

  it('ends wrong use with 2, told on standard error', async () => {
    expect(await offboard('start')).toEqual({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining("missing required argument 'email'"),
    });
  });

  it('ends with 3 where Temporal does not answer, and says where it looked', async () => {
    const { exit, stdout, stderr } = await offboard('status', '4711', '--json');
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'not_connected', message: expect.stringContaining('127.0.0.1:1') },
    });
  });
});
