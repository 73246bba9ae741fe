import { readFile } from 'node:fs/promises';
import { InvalidRequest } from '../../client/errors';
import { duplicateKeyIn } from '../../domain/evidence/duplicate-keys';
import { DATA_ID } from '../../html/document';
import { fileProblem } from './file-problem';

/** What a file of evidence holds: the data, and where it is a page, the page that carries it. */
export interface EvidenceFile {
  data: unknown;
  page?: string;
}

/**
 * Reads what `offboard report --json` or `--html` wrote.
 * @throws InvalidRequest where the file cannot be read, or is neither
 */
export async function readEvidence(file: string): Promise<EvidenceFile> {
  const text = await readText(file);
  const json = text.trimStart().startsWith('<') ? dataOf(text) : text;
  if (json === undefined) throw noReport(file, 'it is a page without the data of a report');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw noReport(file, 'it is neither JSON nor a page that carries it');
  }
  const twice = duplicateKeyIn(json);
  if (twice !== undefined)
    throw noReport(
      file,
      `an object in it has the name ${JSON.stringify(twice)} twice, which nothing of ours writes: somebody changed it`,
    );
  return { data, ...(json === text ? {} : { page: text }) };
}

export const noReport = (file: string, why: string): InvalidRequest =>
  new InvalidRequest([{ problem: `${file} is no report that can be verified: ${why}.` }]);

const DATA = new RegExp(`<script type="application/json" id="${DATA_ID}">([^<]*)</script>`);
const dataOf = (page: string): string | undefined => DATA.exec(page)?.[1];

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw fileProblem(file, error);
  }
  try {
    // Its own way to drop a byte order mark, which editors may have put there.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw noReport(file, 'it is not UTF-8');
  }
}
