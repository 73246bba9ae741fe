import type { OffboardingClient } from '../../client';
import { NotFound } from '../../client/errors';
import { compareWithRun } from '../../domain/evidence/compare';
import { unsealed, type SealedReport } from '../../domain/evidence/sealed-report';
import { verifyChain, type ChainVerdict } from '../../domain/evidence/verify-chain';
import { isRunId } from '../../domain/run-id';
import { visible } from '../../domain/evidence/visible-text';
import { print, printJson, type CliContext } from '../context';
import { checkPage, type PageVerdict } from '../evidence/check-page';
import { noReport, readEvidence, type EvidenceFile } from '../evidence/read-evidence';
import { readSealed } from '../evidence/read-sealed';
import { sha256 } from '../evidence/sha256';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { withClient } from '../session';

/** What was found, as `--json` prints it. */
interface Verification {
  valid: boolean;
  entries: number;
  head?: string;
  /** Why it is not valid, or what could not be checked; a sentence each. */
  remarks: string[];
}

/**
 * Checks a report that was written to a file: its chain, what its page shows, and where a run is named, whether
 * Temporal bears it out. How much that proves, `SealedReport` tells.
 */
export async function reportVerify(
  context: CliContext,
  { id, verify: file, json }: InvocationOf<'report-verify'>,
): Promise<ExitCode> {
  const evidence = await readEvidence(file);
  const chain = followChain(file, evidence);
  const found = chain.kind === 'valid' ? checkRest(evidence, chain.report) : broken(chain);
  if (id !== undefined && found.valid && chain.kind === 'valid')
    await compareWithTemporal(context, id, chain.report, found);
  if (json) printJson(context.stdout, found);
  else print(context.stdout, [verdictOf(found), ...found.remarks].map(visible));
  return found.valid ? EXIT.OK : EXIT.REFUSED;
}

type Chain = Exclude<ChainVerdict, { kind: 'noReport' }>;

/** @throws InvalidRequest for what is no report at all */
function followChain(file: string, { data }: EvidenceFile): Chain {
  let verdict: ChainVerdict;
  try {
    verdict = verifyChain(data, sha256);
  } catch {
    // Numbers beyond all bounds, lists within lists without end.
    throw noReport(file, 'it holds values that no report holds');
  }
  if (verdict.kind === 'noReport') throw noReport(file, verdict.why);
  return verdict;
}

function broken({ at, entries, meaning }: Extract<Chain, { kind: 'broken' }>): Verification {
  const place = { header: 'The header', end: 'The end' }[at] ?? `Entry ${at} of ${entries}`;
  return { valid: false, entries, remarks: [`${place} does not fit: ${meaning}.`] };
}

function checkRest({ page }: EvidenceFile, report: SealedReport): Verification {
  const found: Verification = {
    valid: true,
    entries: report.entries.length,
    head: report.head,
    remarks: [],
  };
  const verdict = page === undefined ? undefined : pageVerdict(page, report);
  if (verdict?.kind === 'impossible') {
    found.valid = false;
    found.remarks.push(`No page follows from the data that the page carries: ${verdict.why}.`);
  }
  if (verdict?.kind === 'changed') {
    found.valid = false;
    found.remarks.push(
      'The data that the page carries is whole, but what the page shows is not what the data says.',
      `The page has …${verdict.found}…`,
      `and it should be …${verdict.expected}…`,
      'Somebody changed the page; or, where only clocks of a time zone differ, this machine has other time zone data than the one that wrote it.',
    );
  }
  if (verdict?.kind === 'notChecked') {
    found.valid = false;
    found.remarks.push(
      `The data that the page carries is whole; what the page shows can be checked only by the version of the engine that made it, ${verdict.madeBy}.`,
    );
  }
  return found;
}

type Impossible = { kind: 'impossible'; why: string };

function pageVerdict(page: string, report: SealedReport): PageVerdict | Impossible {
  try {
    return checkPage(page, report);
  } catch (error) {
    // A whole new chain over what is no report.
    return { kind: 'impossible', why: (error as Error).message };
  }
}

async function compareWithTemporal(
  context: CliContext,
  id: string,
  report: SealedReport,
  found: Verification,
): Promise<void> {
  const run = await withClient(context, (client) => readNamed(client, id, report));
  const filed = {
    ...unsealed(report),
    ...(report.asOf === undefined ? {} : { asOf: report.asOf }),
  };
  const compared = compareWithRun(filed, unsealed(run), run.cutOff);
  if (typeof compared === 'string') {
    found.valid = false;
    found.remarks.push(`Temporal does not bear it out. ${compared}`);
    return;
  }
  if (run.newer !== undefined)
    found.remarks.push(`It is about an earlier run: the newest one there is ${run.newer}.`);
  const { since, counted } = compared;
  const more = since > 0 ? `, and ${since} more since` : '';
  found.remarks.push(`Temporal holds the same entries${more}.`);
  if (counted > 0)
    found.remarks.push(
      `Of ${counted} tries in the file the run only keeps the number by now, since so many came after them: what they called cannot be compared.`,
    );
}

/** The run that the file is about, where it goes by that id; else the newest one, which it then is not about. */
async function readNamed(
  client: OffboardingClient,
  id: string,
  { workflowId, runId }: SealedReport,
): Promise<SealedReport & { newer?: string }> {
  const { sealed: newest } = await readSealed(client, id);
  if (newest.workflowId !== workflowId || newest.runId === runId || !isRunId(runId)) return newest;
  try {
    const { sealed } = await readSealed(client, id, runId);
    return { ...sealed, newer: newest.runId };
  } catch (error) {
    if (error instanceof NotFound) return newest;
    throw error;
  }
}

function verdictOf({ valid, entries, head }: Verification): string {
  if (!valid) return 'Not valid.';
  return `Valid: ${entries} entries, head ${head}`;
}
