import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { STORE } from '../local/folders';

/** Others than the owner may pass through. */
const PASSABLE = 0o001;

/** Where the stack keeps its database. */
export interface StackFolder {
  path: string;
  isKept: boolean;
  /** Removes it where it is not kept. */
  stop(): Promise<void>;
}

/**
 * The checkout's own, which is kept: runs go on after the next start. A temporary one where we are root and the
 * checkout lies where PostgreSQL's user may not go.
 */
export async function openStackFolder(isRoot: boolean): Promise<StackFolder> {
  const path = join(STORE, 'stack');
  await mkdir(path, { recursive: true });
  if (!isRoot || (await isPassable(path)))
    return { path, isKept: true, stop: async () => undefined };
  return temporaryStackFolder();
}

/** One that is removed with the stack. */
export async function temporaryStackFolder(): Promise<StackFolder> {
  const path = await mkdtemp(join(tmpdir(), 'offboarding-stack-'));
  await chmod(path, 0o711); // for PostgreSQL's user, whose own folder in it is closed to others
  return { path, isKept: false, stop: () => rm(path, { recursive: true, force: true }) };
}

async function isPassable(path: string): Promise<boolean> {
  if (!((await stat(path)).mode & PASSABLE)) return false;
  const parent = dirname(path);
  return parent === path || isPassable(parent);
}
