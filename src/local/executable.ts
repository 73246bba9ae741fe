import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SUFFIX = process.platform === 'win32' ? '.exe' : '';
/** What Temporal's CLI is called on this platform. */
export const TEMPORAL = `temporal${SUFFIX}`;

export interface TemporalCli {
  path: string;
  /** What `--version` says: "1.5.1 (Server 1.29.1, UI 2.42.1)". */
  version: string;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Every executable file of that name in the folders, in their order. */
export async function findExecutables(name: string, folders: readonly string[]): Promise<string[]> {
  const paths = [...new Set(folders)].map((folder) => join(folder, name));
  const found = await Promise.all(paths.map(isExecutableFile));
  return paths.filter((_, index) => found[index]);
}

export const findProgram = async (name: string, folders: readonly string[]) =>
  (await findExecutables(name + SUFFIX, folders))[0];

/**
 * Runs `--version` and reads the answer: a file that is there may still be for another machine, cut
 * short, or another program of that name.
 * @throws Error that says in a few words what is wrong with it.
 */
export async function verify(path: string): Promise<TemporalCli> {
  const output = await new Promise<string>((answer, refuse) => {
    execFile(path, ['--version'], { timeout: 30_000 }, (error, stdout) => {
      if (!error) return answer(stdout);
      refuse(new Error(error.killed ? 'it did not answer to --version in 30 s' : reason(error)));
    });
  });
  const version = /^temporal version (.+)$/m.exec(output)?.[1];
  if (!version) throw new Error("it is not Temporal's CLI: --version says something else");
  return { path, version };
}

function reason(error: Error & { code?: unknown; signal?: string | null }): string {
  const { code, signal } = error;
  if (code === 'ENOENT') return 'there is no such file';
  const how = signal
    ? `was killed by ${signal}`
    : typeof code === 'number'
      ? `ended with code ${code}`
      : `gave ${String(code)}`;
  return `it does not run (--version ${how})`;
}
