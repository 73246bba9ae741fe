import { readFile } from 'node:fs/promises';
import { InvalidRequest } from '../../client/errors';
import type { LeaverAt } from '../../domain/batch/schemas';
import { columnsOf } from './columns';
import { parseCsv } from './csv';
import { leaversOf } from './rows';

/**
 * The leavers that a CSV file lists: UTF-8, commas, a header. Each with the line it begins on.
 * @throws InvalidRequest naming everything that is wrong in it
 */
export async function readLeavers(file: string): Promise<LeaverAt[]> {
  const text = decode(await read(file), file);
  try {
    const [header, ...rows] = parseCsv(text);
    if (!header) throw fault('is empty');
    const columns = columnsOf(header);
    if (rows.length === 0) throw fault('has a header, and no leaver below it');
    return leaversOf(columns, rows);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    throw new InvalidRequest([
      { problem: `${file} cannot be used, so nothing was started:` },
      ...error.faults,
    ]);
  }
}

const fault = (problem: string) => new InvalidRequest([{ problem: `It ${problem}.` }]);

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = (code !== undefined && WORDS[code]) || message;
    throw new InvalidRequest([{ problem: `${file}: ${why}` }]);
  }
}

const WORDS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder, not a CSV file',
  EACCES: 'may not be read by you',
};

/** Without the byte order mark that some programs begin with. */
function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidRequest([
      {
        problem: `${file}: is not UTF-8. Save it as "CSV UTF-8", for else names would be garbled.`,
      },
    ]);
  }
}
