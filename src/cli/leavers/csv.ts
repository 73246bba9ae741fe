import { CsvError, parse } from 'csv-parse/sync';
import { InvalidRequest } from '../../client/errors';

/** A row of the file, header included. */
export interface CsvRow {
  /** The line of the file that it begins on; a quoted field may go over several. */
  line: number;
  fields: string[];
}

/**
 * The rows of a comma-separated text, without empty lines.
 * @throws InvalidRequest where the quotes are wrong: what follows can then not be told apart
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let read = 0;
  try {
    // One kind of line end, whatever the file mixes: only then are lines counted as editors count them.
    parse(text.replace(/\r\n?/g, '\n'), {
      trim: true,
      skip_empty_lines: true,
      // How many fields a row has is said by row, with all other faults.
      relax_column_count: true,
      on_record: (fields, { lines }) => {
        rows.push({ line: lines - newlinesIn(fields), fields });
        read = lines;
        return fields;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidRequest([{ problem: quoteFault(error, read + 1) }]);
  }
}

/** Only within quotes: any other ends the row. */
const newlinesIn = (fields: readonly string[]): number => fields.join('').split('\n').length - 1;

/** The parser finds an open quote at the end of the file; where it may have begun helps more. */
const quoteFault = ({ code, lines }: CsvError & { lines?: number }, next: number): string =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? `line ${next} or after it: a quote is opened and never closed`
    : `line ${lines ?? next}: a quote stands in the middle of a field. A field with quotes in it is put into quotes, and its own are doubled: "say ""hi"""`;
