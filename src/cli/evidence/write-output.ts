import { randomUUID } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { print, type CliContext } from '../context';
import { fileProblem } from './file-problem';

export interface Destination {
  /** Absent: standard output. */
  output?: string;
  /** Write over a file that is there. */
  force: boolean;
}

/** Evidence names people: only its owner may read it. */
const OWNER_ONLY = 0o600;

/**
 * Writes to the file, whole or not at all; else to standard output.
 * @throws InvalidRequest where the file is there already, or cannot be written
 */
export async function writeOutput(
  { stdout, stderr }: Pick<CliContext, 'stdout' | 'stderr'>,
  { output, force }: Destination,
  text: string,
): Promise<void> {
  if (output === undefined) {
    stdout.write(text);
    return;
  }
  const part = join(dirname(output), `.offboard-${randomUUID()}.part`);
  try {
    await writeFile(part, text, { mode: OWNER_ONLY, flag: 'wx' });
    // A link, unlike a move, never takes the place of what is there.
    await (force ? rename(part, output) : link(part, output));
  } catch (error) {
    throw fileProblem(output, error);
  } finally {
    await rm(part, { force: true });
  }
  print(stderr, [`Written to ${output}, which only you may read.`]);
}
