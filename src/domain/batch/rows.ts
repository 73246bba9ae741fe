import { whoIn } from '../run-start';
import type { BatchRecord } from './record';
import type { AddLeavers, NamedLeaver } from './schemas';

/** JSON of the rows that may wait in a batch; see `record.ts`. */
export const MOST_PENDING_BYTES = 1_000_000;

const bytesOf = (rows: unknown): number => new TextEncoder().encode(JSON.stringify(rows)).length;

/** Why the rows can never be taken; undefined where they can, perhaps later. */
export function whyRowsDoNotFit(
  { received, isComplete, total }: BatchRecord,
  { rows, last }: AddLeavers,
): string | undefined {
  const first = rows[0]?.index ?? received;
  const end = first + rows.length;
  if (first > received)
    return `Rows are missing: the next index is ${received}, and these begin with ${first}.`;
  if (isComplete && end > received)
    return `All ${total ?? received} rows were added already: a longer list is another batch.`;
  if (last && end < received)
    return `These end with index ${end - 1} as the last, but ${received} rows were added already.`;
  if (bytesOf(rows) > MOST_PENDING_BYTES)
    return `More than ${MOST_PENDING_BYTES / 1_000} kB in one update: send fewer rows at a time.`;
  return undefined;
}

/** Asks whether there is room for the rows, again and again; rows that are known need none. */
export function roomFor({ rows }: AddLeavers): (record: BatchRecord) => boolean {
  const bytes = bytesOf(rows);
  const last = rows.at(-1)?.index ?? -1;
  return ({ pending, pendingBytes, received }) =>
    pending.length === 0 || last < received || pendingBytes + bytes <= MOST_PENDING_BYTES;
}

const newAmong = ({ received }: BatchRecord, rows: AddLeavers['rows']) =>
  rows.filter(({ index }) => index >= received);

/**
 * Takes the rows in that are new.
 * @param names what workflow ids call whom, where they do not call them as the rows do
 */
export function addRows(
  record: BatchRecord,
  { rows, total, last }: AddLeavers,
  names: ReadonlyMap<string, string> = new Map(),
): void {
  for (const { index, line = index + 1, ...leaver } of newAmong(record, rows)) {
    const name = names.get(whoIn(leaver));
    const row: NamedLeaver = { line, ...leaver, ...(name === undefined ? {} : { name }) };
    record.pending.push(row);
    record.pendingBytes += bytesOf(row);
  }
  const end = rows.at(-1)?.index ?? -1;
  record.received = Math.max(record.received, end + 1);
  if (total !== undefined) record.total = total;
  if (!last) return;
  record.isComplete = true;
  record.total = record.received;
}

/** The leaver whose turn it is. */
export function takeRow(record: BatchRecord): NamedLeaver | undefined {
  const row = record.pending.shift();
  if (row) record.pendingBytes -= bytesOf(row);
  return row;
}
