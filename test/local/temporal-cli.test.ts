import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildWithGo } from '../../src/local/go-build';
import type { Supplier } from '../../src/local/supplier';
import { resolveTemporalCli, type Search } from '../../src/local/temporal-cli';
import { BROKEN_CLI, GOOD_CLI, heardProgress, isAlive, scratchFolder, until } from './fakes';
import type { Scratch } from './fakes';

const readFile = (path: string) => readFileSync(path, 'utf8').trim();

let scratch: Scratch;
let progress: ReturnType<typeof heardProgress>;
let asked: string[];

const refusing = (name: string): Supplier => ({
  name,
  async supply() {
    asked.push(name);
    throw new Error('out of reach');
  },
});
const search = (changes: Partial<Search> = {}): Search => ({
  path: [],
  folders: [join(scratch.folder, 'store'), join(scratch.folder, 'cache')],
  storeIn: join(scratch.folder, 'store'),
  environment: process.env,
  progress,
  suppliers: [refusing('a download'), refusing('a build')],
  ...changes,
});
const withGo = (changes: Partial<Search> = {}) =>
  search({ path: [join(scratch.folder, 'go/bin')], suppliers: [buildWithGo], ...changes });

beforeEach(async () => {
  scratch = await scratchFolder();
  progress = heardProgress();
  asked = [];
});
afterEach(() => scratch.remove());

describe("where Temporal's CLI is looked for", () => {
  it('takes the one named by TEMPORAL_CLI before one on PATH', async () => {
    const onPath = await scratch.script('bin/temporal', GOOD_CLI);
    const named = await scratch.script('mine/cli', GOOD_CLI);
    const cli = await resolveTemporalCli(search({ named, path: [dirname(onPath)] }));
    expect(cli).toEqual({ path: named, version: '9.9.9 (Server 1.29.1, UI 2.42.1)' });
  });

  it.each([
    ['is not there', undefined],
    ['does not run', BROKEN_CLI],
    ['is another program', '#!/bin/sh\necho "git version 2.39"\n'],
  ])('refuses a TEMPORAL_CLI that %s, although there is one on PATH', async (_, text) => {
    const onPath = await scratch.script('bin/temporal', GOOD_CLI);
    const named = join(scratch.folder, 'mine/cli');
    if (text) await scratch.script('mine/cli', text);
    await expect(
      resolveTemporalCli(search({ named, path: [dirname(onPath)] })),
    ).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`TEMPORAL_CLI names ${named}`),
    });
  });

  it('takes the one on PATH before one stored earlier', async () => {
    const onPath = await scratch.script('bin/temporal', GOOD_CLI);
    await scratch.script('store/temporal', GOOD_CLI);
    const cli = await resolveTemporalCli(search({ path: [dirname(onPath)] }));
    expect(cli.path).toBe(onPath);
  });

  it('takes one stored earlier, the checkout before the caches', async () => {
    const cached = await scratch.script('cache/temporal', GOOD_CLI);
    expect((await resolveTemporalCli(search())).path).toBe(cached);
    const stored = await scratch.script('store/temporal', GOOD_CLI);
    expect((await resolveTemporalCli(search())).path).toBe(stored);
    expect(asked).toEqual([]);
  });

  it('passes over a broken one and says so', async () => {
    const broken = await scratch.script('bin/temporal', BROKEN_CLI);
    const cached = await scratch.script('cache/temporal', GOOD_CLI);
    const cli = await resolveTemporalCli(search({ path: [dirname(broken)] }));
    expect(cli.path).toBe(cached);
    expect(progress.lines[0]).toBe(
      `passing over ${broken}: it does not run (--version ended with code 126)`,
    );
  });

  it('passes over folders and files that cannot be executed', async () => {
    mkdirSync(join(scratch.folder, 'bin/temporal'), { recursive: true });
    const cached = await scratch.script('cache/temporal', GOOD_CLI);
    const cli = await resolveTemporalCli(search({ path: [join(scratch.folder, 'bin')] }));
    expect(cli.path).toBe(cached);
  });
});

describe("how Temporal's CLI is fetched", () => {
  it('tries each way in turn, and says at last how to install it by hand', async () => {
    await expect(resolveTemporalCli(search())).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        /a download: out of reach\n {2}a build: out of reach\nInstall it by hand[^]*go install [^]*TEMPORAL_CLI/,
      ),
    });
    expect(asked).toEqual(['a download', 'a build']);
  });

  it('keeps what was built with Go, so that the next start finds it', async () => {
    await scratch.script(
      'go/bin/go',
      `#!/bin/sh\necho "go: downloading x v1" >&2\ncp "${await scratch.script('made', GOOD_CLI)}" "$GOBIN/temporal"\n`,
    );
    const built = await resolveTemporalCli(withGo());
    expect(built.path).toBe(join(scratch.folder, 'store/temporal'));
    expect(progress.lines.at(-1)).toMatch(/^Temporal CLI 9\.9\.9 .* from a build with Go in /);
    expect(await resolveTemporalCli(search())).toEqual(built);
    expect(readdirSync(join(scratch.folder, 'store'))).toEqual(['temporal']);
  });

  it('says what Go said when the build fails', async () => {
    await scratch.script('go/bin/go', '#!/bin/sh\necho "module lookup disabled" >&2\nexit 1\n');
    await expect(resolveTemporalCli(withGo())).rejects.toThrow('module lookup disabled');
  });

  it('does not take a build that does not run', async () => {
    await scratch.script('go/bin/go', '#!/bin/sh\necho half > "$GOBIN/temporal"\n');
    await expect(resolveTemporalCli(withGo())).rejects.toThrow('it does not run');
    expect(readdirSync(join(scratch.folder, 'store'))).toEqual([]);
  });

  it('leaves nothing that counts when it is interrupted, and stops the build', async () => {
    await scratch.script(
      'go/bin/go',
      `#!/bin/sh\necho half > "$GOBIN/temporal"\necho $$ > "${scratch.folder}/go.pid"\nexec sleep 60\n`,
    );
    const abort = new AbortController();
    const resolving = resolveTemporalCli(withGo({ signal: abort.signal }));
    const pidFile = join(scratch.folder, 'go.pid');
    await until(() => existsSync(pidFile) && readFile(pidFile) !== '');
    abort.abort(new Error('interrupted'));
    await expect(resolving).rejects.toThrow('interrupted');
    expect(isAlive(Number(readFile(pidFile)))).toBe(false);
    expect(readdirSync(join(scratch.folder, 'store'))).toEqual([]);
  });

  it('removes what a killed start left half done, and nothing of one still at work', async () => {
    const mine = `.partial-${process.pid}-abc`;
    await scratch.script(`store/.partial-4194999-abc/temporal`, 'half');
    await scratch.script(`store/${mine}/temporal`, 'half');
    await expect(resolveTemporalCli(search())).rejects.toThrow('could not be found or fetched');
    expect(readdirSync(join(scratch.folder, 'store'))).toEqual([mine]);
  });
});
