import type { AuditRow } from '../../domain/evidence/audit-row';
import { summaryOf, type AuditSummary } from '../../domain/evidence/audit-summary';
import { print, type CliContext } from '../context';
import type * as Csv from '../evidence/audit-csv';
import type * as Page from '../evidence/audit-page';
import { periodOf, type Period } from '../evidence/period';
import { readPeriod } from '../evidence/read-period';
import { renderAudit } from '../evidence/render-audit';
import { writeOutput } from '../evidence/write-output';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { withClient } from '../session';

/** The audit table of a period: every run in it, also those whose evidence cannot be read. */
export async function reportPeriod(
  context: CliContext,
  { since, until, format, dryRuns = false, output, force = false }: InvocationOf<'report-period'>,
): Promise<ExitCode> {
  // Whatever is wrong is said before anything is asked of Temporal.
  const period = periodOf(since, until, new Date());
  return withClient(context, async (client) => {
    const read = await readPeriod(client, period, context.interrupted);
    if (read === 'interrupted') return EXIT.INTERRUPTED;
    // They are counted in the summary all the same.
    const rows = dryRuns ? read : read.filter(({ dryRun }) => !dryRun);
    const summary = summaryOf(read);
    const destination = { ...(output === undefined ? {} : { output }), force };
    await writeOutput(context, destination, written(format, period, summary, rows));
    const unread = rows.filter((row) => row.unread !== undefined).length;
    if (unread > 0)
      print(context.stderr, [
        `The evidence of ${unread} of ${rows.length} runs could not be read: their rows say why.`,
      ]);
    return EXIT.OK;
  });
}

/* eslint-disable @typescript-eslint/no-require-imports -- each format loads only what it needs */
function written(
  format: InvocationOf<'report-period'>['format'],
  period: Period,
  summary: AuditSummary,
  rows: readonly AuditRow[],
): string {
  switch (format) {
    case 'csv':
      return (require('../evidence/audit-csv') as typeof Csv).auditCsv(rows);
    case 'html': {
      const { renderAuditPage } = require('../evidence/audit-page') as typeof Page;
      return renderAuditPage(period, summary, rows);
    }
    case 'json':
      return `${JSON.stringify({ period, summary, runs: rows }, undefined, 2)}\n`;
    case 'text':
      return `${renderAudit(period, summary, rows).join('\n')}\n`;
  }
}
