import type { SealedReport } from '../../domain/evidence/sealed-report';
import { engineVersion } from '../version';
import { renderReportPage } from './report-page';

export type PageVerdict =
  | { kind: 'same' }
  /** Made by another version of the engine, which may have written another page over the same data. */
  | { kind: 'notChecked'; madeBy: string }
  /** What stands in the file, and what the data makes of the same place. */
  | { kind: 'changed'; found: string; expected: string };

/** Whether what people read is what the data says: the page is made anew and compared. */
export function checkPage(page: string, report: SealedReport): PageVerdict {
  if (report.engine !== engineVersion()) return { kind: 'notChecked', madeBy: report.engine };
  // Programs that carry files about change line ends, which no browser shows.
  const [found, expected] = [page, renderReportPage(report)].map(unixLines) as [string, string];
  if (found === expected) return { kind: 'same' };
  const at = firstDifference(found, expected);
  return { kind: 'changed', found: around(found, at), expected: around(expected, at) };
}

const unixLines = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

const AROUND = 40;
const around = (text: string, at: number): string =>
  text.slice(Math.max(0, at - AROUND), at + AROUND);
