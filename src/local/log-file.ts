import { open, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileHandle } from 'node:fs/promises';

/** Opens a log for a child process to write to, empty: one start, one log. */
export async function openLog(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'w');
}

/** The last lines of a log, indented, for an error message. */
export async function tailOf(path: string, lines = 12): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const last = text.trimEnd().split('\n').slice(-lines);
  return last.map((line) => `  ${line.slice(0, 500)}`).join('\n');
}
