import { InvalidRequest } from '../../client/errors';
import { newLeaverSchema, type Leaver } from '../../domain/batch/schemas';
import type { CsvRow } from './csv';

export type Column = keyof Leaver;

/** The columns of a list of leavers, by the names of its fields. */
const COLUMNS = Object.keys(newLeaverSchema().shape) as Column[];

const RIGHT = `A header names its columns: email, which must be there, and of ${COLUMNS.slice(1).join(', ')} what you need; capitals, spaces, "_" and "-" do not matter.`;

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');
const BY_PLAIN_NAME = new Map(COLUMNS.map((column) => [plain(column), column]));

/** What each column of the file holds. @throws InvalidRequest naming every fault of the header */
export function columnsOf({ line, fields }: CsvRow): Column[] {
  const columns = fields.map((field) => BY_PLAIN_NAME.get(plain(field)));
  const faults = fields.flatMap((field, at) => {
    const column = columns[at];
    if (column === undefined)
      return [field === '' ? `column ${at + 1} has no name` : `"${field}" is no column`];
    return columns.indexOf(column) < at ? [`there are two columns ${column}`] : [];
  });
  if (!columns.includes('email')) faults.push('there is no column email');
  if (faults.length === 0) return columns as Column[];
  const separator = /[;\t]/.test(fields.join())
    ? ' Separate the columns by commas, not by semicolons or tabs.'
    : '';
  throw new InvalidRequest([
    ...faults.map((fault) => ({ problem: `line ${line}, the header: ${fault}` })),
    { problem: `${RIGHT}${separator}` },
  ]);
}
