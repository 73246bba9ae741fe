import { open, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileHandle } from 'node:fs/promises';

/** Opens a log for a child process to write to, empty: one start, one log. */
export async function openLog(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'w');
}

/** The last lines of a log, or its first ones from where a Go program panicked; indented, for an error message. */
export async function tailOf(path: string, lines = 12): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const all = text.trimEnd().split('\n');
  const panic = all.findIndex((line) => line.startsWith('panic: '));
  const last = panic < 0 ? all.slice(-lines) : all.slice(panic, panic + lines);
  return last.map((line) => `  ${line.slice(0, 500)}`).join('\n');
}
