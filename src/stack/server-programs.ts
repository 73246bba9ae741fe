import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../local/executable';
import { installWithGo, type GoProgram } from '../local/go-build';
import { elapsed } from '../local/progress';
import { StartError } from '../local/start-error';
import type { SupplyRequest } from '../local/supplier';

interface ServerProgram extends GoProgram {
  /** What docker-compose.yml calls it. */
  name: string;
  /** What Go calls it. */
  builtAs: string;
  version: string;
}

/** The versions are those of docker-compose.yml's images. */
const temporal = (version: string): ServerProgram[] => [
  {
    ...{ name: 'temporal-server', what: "Temporal's server", builtAs: 'server', version },
    package: `go.temporal.io/server/cmd/server@v${version}`,
    cost: 'some 4 minutes on one core, 130 MB to keep',
  },
  {
    ...{ name: 'temporal-sql-tool', what: "Temporal's SQL tool", builtAs: 'sql', version },
    package: `go.temporal.io/server/cmd/tools/sql@v${version}`,
    cost: 'some seconds after the server, 60 MB to keep',
  },
];

const webUi = (version: string): ServerProgram => ({
  ...{ name: 'ui-server', what: "Temporal's Web UI", builtAs: 'server', version },
  package: `github.com/temporalio/ui-server/v2/cmd/server@v${version}`,
  cost: 'some 30 seconds on one core, 50 MB to keep',
});

export interface Versions {
  temporal: string;
  /** Absent: without the Web UI. */
  webUi?: string;
}

interface Search extends Omit<SupplyRequest, 'staging'> {
  /** Folders where an earlier start may have stored one. */
  folders: readonly string[];
  storeIn: string;
}

/**
 * Finds the programs of Temporal's images in exactly these versions, or builds them with Go.
 * @returns the folders to find them in, for PATH. @throws StartError
 */
export async function resolveServerPrograms(versions: Versions, search: Search): Promise<string[]> {
  const programs = temporal(versions.temporal);
  if (versions.webUi !== undefined) programs.push(webUi(versions.webUi));
  const found: string[] = [];
  for (const program of programs) found.push(await resolveOne(program, search));
  return found;
}

async function resolveOne(program: ServerProgram, search: Search): Promise<string> {
  const { name, version, what } = program;
  const versioned = (folder: string) => join(folder, `${name}-${version}`);
  for (const folder of [...search.path, ...search.folders.map(versioned)]) {
    const file = await findProgram(name, [folder]);
    if (file && (await versionOf(file)) === version) return folder;
  }
  const start = Date.now();
  const folder = versioned(search.storeIn);
  try {
    await build(program, folder, search);
  } catch (error) {
    search.signal?.throwIfAborted();
    throw new StartError(
      `${what} ${version} could not be built: ${(error as Error).message}\n` +
        `Install Go from https://go.dev/dl and start again, or put \`${name}\` ${version} on PATH.`,
    );
  }
  search.progress.say(
    `${what} ${version}, built in ${elapsed(Date.now() - start)}, kept in ${folder}`,
  );
  return folder;
}

/** Whatever interrupts it, nothing half-written is ever found in `folder`. */
async function build(program: ServerProgram, folder: string, search: Search): Promise<void> {
  const { name, builtAs } = program;
  await mkdir(search.storeIn, { recursive: true });
  const staging = await mkdtemp(join(search.storeIn, `.partial-${process.pid}-`));
  try {
    await installWithGo(program, { ...search, staging });
    await mkdir(folder, { recursive: true });
    await rename(join(staging, builtAs), join(folder, name));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** `1.29.1`, of whatever line `--version` says it in; the Web UI's has a "v" before it, or none. */
function versionOf(path: string): Promise<string | undefined> {
  return new Promise((answer) => {
    execFile(path, ['--version'], { timeout: 30_000 }, (error, stdout) =>
      answer(error ? undefined : /version v?(\d+\.\d+\.\d+)\s*$/m.exec(stdout)?.[1]),
    );
  });
}
