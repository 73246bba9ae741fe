import { InvalidRequest, type FieldFault } from '../../client/errors';
import { newLeaverSchema, type Leaver, type LeaverAt } from '../../domain/batch/schemas';
import { workflowIdOf } from '../../domain/run-start';
import type { Column } from './columns';
import type { CsvRow } from './csv';

const SCHEMA = newLeaverSchema();

/** The leavers of these rows. @throws InvalidRequest naming every fault of every row, by line and field */
export function leaversOf(columns: readonly Column[], rows: readonly CsvRow[]): LeaverAt[] {
  const faults: string[] = [];
  const leavers: LeaverAt[] = [];
  for (const { line, fields } of rows) {
    const found = leaverOf(columns, fields);
    if ('leaver' in found) leavers.push({ line, ...found.leaver });
    else faults.push(...found.faults.map((fault) => `line ${line}: ${fault}`));
  }
  faults.push(...duplicates(leavers));
  if (faults.length === 0) return leavers;
  throw new InvalidRequest(faults.sort(byLine).map((problem) => ({ problem })));
}

function leaverOf(
  columns: readonly Column[],
  fields: readonly string[],
): { leaver: Leaver } | { faults: string[] } {
  if (fields.length !== columns.length)
    return { faults: [`has ${fields.length} fields, and the header has ${columns.length}`] };
  const given = columns.map((column, at) => [column, fields[at]] as const);
  const parsed = SCHEMA.safeParse(Object.fromEntries(given.filter(([, field]) => field !== '')));
  if (parsed.success) return { leaver: parsed.data };
  return { faults: InvalidRequest.from(parsed.error).faults.map(inWords) };
}

const inWords = ({ field, problem }: FieldFault) => (field ? `${field}: ${problem}` : problem);

/** One leaver twice: which row holds is for a person to say. */
function duplicates(leavers: readonly LeaverAt[]): string[] {
  const faults: string[] = [];
  const first = new Map<string, number>();
  const claim = (line: number, key: string, fault: (before: number) => string): boolean => {
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else faults.push(`line ${line}: ${fault(before)}`);
    return before !== undefined;
  };
  for (const { line, email, employeeId, zoomUserId } of leavers) {
    const same = (field: string, value = '') =>
      value !== '' &&
      claim(line, `${field} ${value}`, (before) => `${field}: is in line ${before} already`);
    const found = [
      same('email', email),
      same('employeeId', employeeId),
      same('zoomUserId', zoomUserId),
    ];
    // An employee id may look like somebody else's e-mail, and would be taken for that run.
    if (!found.includes(true))
      claim(
        line,
        workflowIdOf(employeeId ?? email),
        (before) => `has the same workflow id as line ${before}`,
      );
  }
  return faults;
}

const lineOf = (fault: string): number => Number.parseInt(fault.slice('line '.length), 10);
const byLine = (a: string, b: string): number => lineOf(a) - lineOf(b);
