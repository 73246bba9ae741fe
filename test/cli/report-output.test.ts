import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeOutput } from '../../src/cli/evidence/write-output';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offboarding-evidence-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('--output', () => {
  const write = (output: string, force = false) => {
    let said = '';
    const to = { write: (text: string) => (said += text) };
    return writeOutput({ stdout: to, stderr: to }, { output, force }, 'new').then(() => said);
  };

  it('writes for its owner only, and says where', async () => {
    const output = join(folder, 'written');
    expect(await write(output)).toBe(`Written to ${output}, which only you may read.\n`);
    expect((await stat(output)).mode & 0o777).toBe(0o600);
  });

  it('leaves what is there, unless --force says otherwise; then it is closed to others too', async () => {
    const output = join(folder, 'old');
    await writeFile(output, 'old', { mode: 0o644 });
    await expect(write(output)).rejects.toThrow('is there already; --force writes over it');
    expect(await readFile(output, 'utf8')).toBe('old');
    await write(output, true);
    expect(await readFile(output, 'utf8')).toBe('new');
    expect((await stat(output)).mode & 0o777).toBe(0o600);
  });

  it('says what is wrong with the place', async () => {
    await expect(write(join(folder, 'no', 'file'))).rejects.toThrow(
      'there is no such file or folder',
    );
    await expect(write(folder, true)).rejects.toThrow(/folder/);
    expect(await readdir(folder)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/part$/)]),
    );
  });
});
