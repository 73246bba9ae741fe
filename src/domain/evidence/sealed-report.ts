import type { OffboardingReport, ReportEntry } from '../report';
import { isFinal } from '../status';
import { linksBy, type Digest } from './chain';

export const REPORT_FORMAT = 'offboarding-report';
export const REPORT_FORMAT_VERSION = 1;

export type SealedEntry = ReportEntry & { hash: string };

/** Links of the chain, and what only the end of the report covers; all other fields belong to its header. */
export const BESIDE_THE_HEADER = ['hash', 'entries', 'status', 'asOf', 'cutOff', 'head'] as const;

/**
 * The evidence with a hash chain, as `offboard report --json` prints it.
 *
 * What the chain proves: nothing in this report was changed, added, removed or moved since its `head` was computed.
 * What it does not prove: who computed it. There is no key in it, so whoever changes the report may compute a whole
 * new chain; that shows only against the head as somebody noted it elsewhere, or against Temporal's own record.
 */
export interface SealedReport extends Omit<OffboardingReport, 'entries'> {
  format: typeof REPORT_FORMAT;
  version: typeof REPORT_FORMAT_VERSION;
  /** Version of the engine that wrote the report. */
  engine: string;
  /** Link of the header. */
  hash: string;
  entries: SealedEntry[];
  /** ISO 8601, UTC: when it was read of a run under way. Absent where the run has ended: that report stays as it is. */
  asOf?: string;
  /** Temporal ended the run before its end (terminated, failed): what it says of itself is what it last believed. */
  cutOff?: string;
  /** The last link. */
  head: string;
}

interface Circumstances {
  engine: string;
  /** When the report was read. */
  readAt: string;
  cutOff?: string;
}

/**
 * Puts the report into its chain. The same report of an ended run has the same head, whenever it is read; a person who
 * dismisses what HR's events ask about it adds to it.
 */
export function sealReport(
  { entries, status, ...run }: OffboardingReport,
  { engine, readAt, cutOff }: Circumstances,
  digest: Digest,
): SealedReport {
  const links = linksBy(digest);
  const header = {
    format: REPORT_FORMAT,
    version: REPORT_FORMAT_VERSION,
    engine,
    ...run,
  } as const;
  const hash = links.header(header);
  let previous = hash;
  const sealed = entries.map((entry): SealedEntry => {
    previous = links.entry(previous, entry);
    return { ...entry, hash: previous };
  });
  const end = {
    status,
    ...(isFinal(status.state) ? {} : { asOf: readAt }),
    ...(cutOff === undefined ? {} : { cutOff }),
  };
  const head = links.end(previous, { ...end, entries: sealed.length });
  return { ...header, hash, entries: sealed, ...end, head };
}

/** The report without its chain. */
export function unsealed(sealed: SealedReport): OffboardingReport {
  const { workflowId, runId, request, zoomBefore, status, entries } = sealed;
  return {
    workflowId,
    runId,
    request,
    ...(zoomBefore ? { zoomBefore } : {}),
    status,
    entries: entries.map(({ hash: _hash, ...entry }) => entry),
  };
}
