import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, exampleSettings, textOf } from './compose-files';

const lines = textOf('Dockerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line));
const of = (instruction: string) =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.split(/\s+/).slice(1));

const stages = of('FROM').map(([, as, name]) => ({ as, name }));
const copies = of('COPY');
const fromHere = copies
  .filter(([first]) => !first?.startsWith('--'))
  .flatMap((words) => words.slice(0, -1));

/** The exceptions to "nothing at all". */
const sent = textOf('.dockerignore')
  .split('\n')
  .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));

describe('the Dockerfile', () => {
  it('copies what exists, out of what is sent to the builder', () => {
    for (const path of fromHere) {
      expect({ path, exists: existsSync(join(CHECKOUT, path)) }).toEqual({ path, exists: true });
      expect({ path, isSent: sent.includes(path) }).toEqual({ path, isSent: true });
    }
    expect(sent.filter((path) => !fromHere.includes(path))).toEqual([]);
  });

  it('copies from stages that come before', () => {
    const names = stages.map(({ name }) => name);
    for (const [first] of copies.filter(([word]) => word?.startsWith('--from=')))
      expect(names).toContain(first?.slice('--from='.length));
    for (const [image] of of('FROM')) expect(['node:${NODE_VERSION}', ...names]).toContain(image);
  });

  it('runs on a Node that the package allows, the same as in .env.example', () => {
    const [, version] = /^NODE_VERSION=(.*)$/.exec(of('ARG')[0]?.join(' ') ?? '') ?? [];
    expect(exampleSettings()['NODE_VERSION']).toBe(version);
    const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };
    const parts = (text: string) => (/(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
    const [have, need] = [parts(version ?? ''), parts(engines.node)];
    expect(engines.node).toMatch(/^>=/);
    expect(have).toHaveLength(3);
    expect(have[0]! * 1e6 + have[1]! * 1e3 + have[2]!).toBeGreaterThanOrEqual(
      need[0]! * 1e6 + need[1]! * 1e3 + need[2]!,
    );
  });

  it('ends as a user without rights, with the worker as its own process', () => {
    expect(lines.slice(-2)).toEqual(['USER node', 'CMD ["node", "dist/worker.js"]']);
  });

  it('takes no secret, and no file of settings', () => {
    expect(
      textOf('.dockerignore')
        .split('\n')
        .find((line) => /^[^#]/.test(line)),
    ).toBe('*');
    expect(sent.filter((path) => path.includes('env'))).toEqual([]);
    expect(of('ENV')).toEqual([['NODE_ENV=production']]);
  });

  it('runs what the build makes', () => {
    const { exclude } = JSON.parse(textOf('tsconfig.build.json')) as { exclude: string[] };
    for (const source of ['src/worker.ts', 'src/intake/main.ts', 'src/cli/main.ts']) {
      expect(existsSync(join(CHECKOUT, source))).toBe(true);
      expect(exclude.some((folder) => source.startsWith(`${folder}/`))).toBe(false);
    }
  });
});
