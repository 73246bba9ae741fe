import { linksBy, type Digest } from './chain';
import {
  BESIDE_THE_HEADER,
  REPORT_FORMAT,
  REPORT_FORMAT_VERSION,
  type SealedReport,
} from './sealed-report';

export type ChainVerdict =
  | { kind: 'valid'; report: SealedReport }
  /** What was read is no sealed report, or one that this version cannot read. */
  | { kind: 'noReport'; why: string }
  /** The first link that does not fit: an entry by its number, from 1. */
  | { kind: 'broken'; at: 'header' | 'end' | number; entries: number; meaning: string };

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Follows the chain of what should be a sealed report. Of the report's own fields it takes nothing for granted. */
export function verifyChain(value: unknown, digest: Digest): ChainVerdict {
  if (!isObject(value) || value['format'] !== REPORT_FORMAT)
    return { kind: 'noReport', why: 'it is not what offboard report --json or --html writes' };
  if (value['version'] !== REPORT_FORMAT_VERSION)
    return {
      kind: 'noReport',
      why: `its format has version ${JSON.stringify(value['version'])}, and this engine reads version ${REPORT_FORMAT_VERSION}: use the engine that wrote it`,
    };
  const { entries } = value;
  if (!Array.isArray(entries)) return { kind: 'noReport', why: 'it has no list of entries' };
  return followLinks(value, entries as unknown[], digest);
}

function followLinks(value: Json, entries: unknown[], digest: Digest): ChainVerdict {
  const links = linksBy(digest);
  const broken = (at: 'header' | 'end' | number, meaning: string): ChainVerdict => ({
    kind: 'broken',
    at,
    entries: entries.length,
    meaning,
  });

  const beside: readonly string[] = BESIDE_THE_HEADER;
  const header = Object.fromEntries(Object.entries(value).filter(([key]) => !beside.includes(key)));
  let previous = links.header(header);
  if (previous !== value['hash'])
    return broken(
      'header',
      'who and what the report is about (the run, the request, the version) was changed',
    );

  for (const [index, sealed] of entries.entries()) {
    const { hash, ...entry } = isObject(sealed) ? sealed : { hash: undefined };
    const expected = links.entry(previous, entry);
    if (expected !== hash)
      return broken(
        index + 1,
        'it was changed, or put there, or what stood before it was removed or moved; what follows cannot be judged',
      );
    previous = expected;
  }

  const { status, asOf, cutOff, head } = value;
  if (links.end(previous, { status, asOf, cutOff, entries: entries.length }) !== head)
    return broken('end', 'entries at the end are missing, or the status of the run was changed');
  return { kind: 'valid', report: value as unknown as SealedReport };
}
