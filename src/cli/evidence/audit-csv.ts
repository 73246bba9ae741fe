import { stringify } from 'csv-stringify/sync';
import type { AuditRow } from '../../domain/evidence/audit-row';
import { visible } from '../../domain/evidence/visible-text';
import { answerWords, decisionWords } from './audit-words';

/** What each column holds; several values in one cell are parted by "; ". */
const COLUMNS: Record<string, (row: AuditRow) => string | number | undefined> = {
  'workflow id': ({ workflowId }) => workflowId,
  'e-mail': ({ email }) => email,
  'employee id': ({ employeeId }) => employeeId,
  source: ({ source }) => source,
  'requested by': ({ requestedBy }) => requestedBy,
  'effective at': ({ effectiveAt }) => effectiveAt,
  'started at': ({ startedAt }) => startedAt,
  'contained at': ({ containedAt }) => containedAt,
  'seconds to contained': ({ secondsToContained }) => secondsToContained,
  'finished at': ({ finishedAt }) => finishedAt,
  state: ({ state }) => state ?? 'not seen by a worker yet',
  'dry run': ({ dryRun }) => (dryRun ? 'yes' : 'no'),
  'skipped steps': ({ skipped }) => skipped.join('; '),
  'not applicable': ({ notApplicable }) => notApplicable.join('; '),
  decisions: ({ decisions }) => decisions.map(decisionWords).join('; '),
  'open needs': ({ openNeeds }) => openNeeds.join('; '),
  'not read because': ({ unread }) => unread,
  'run id': ({ runId }) => runId,
  'released by': ({ released }) => released.map(answerWords).join('; '),
  'rescinded by': ({ rescinded }) => rescinded.map(answerWords).join('; '),
  'a real run would be': ({ wouldBe }) => wouldBe,
};

/**
 * The rows as RFC 4180 has it, in UTF-8. Words from outside stay words: what a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
export function auditCsv(rows: readonly AuditRow[]): string {
  const cells = rows.map((row) =>
    Object.values(COLUMNS).map((read) => {
      const value = read(row);
      return typeof value === 'string' ? visible(value) : value;
    }),
  );
  return stringify([Object.keys(COLUMNS), ...cells], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
