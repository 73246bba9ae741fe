/** @jsxRuntime automatic @jsxImportSource preact */
import type { AuditRow } from '../../domain/evidence/audit-row';
import type { AuditSummary } from '../../domain/evidence/audit-summary';
import { inUtc } from '../../domain/evidence/moments';
import { visible } from '../../domain/evidence/visible-text';
import { renderDocument } from '../../html/document';
import { Outside } from '../../html/outside';
import { OutsideList } from '../../html/outside-list';
import { Table } from '../../html/table';
import { engineVersion } from '../version';
import { answerLines, containedWords, dryRunWords, summaryFacts } from './audit-words';
import { FactList } from './fact-list';
import type { Period } from './period';
import { exceptions, stateWord } from './render-audit';

const EXCEPTIONS = 'Exceptions, decisions, what is open';
const COLUMNS = [
  'Leaver and workflow',
  'Times (UTC)',
  'State',
  EXCEPTIONS,
  'Released or taken back',
];

/** The audit table of a period as one HTML file. It has no chain of its own: each run's report has one. */
export function renderAuditPage(
  { from, before }: Period,
  summary: AuditSummary,
  rows: readonly AuditRow[],
): string {
  return renderDocument({
    title: `Offboardings, ${from} to ${before}`,
    generator: `offboarding-engine ${engineVersion()}`,
    children: (
      <>
        <h1>Offboardings of a period</h1>
        <p class="lead">
          Effective from {inUtc(from)} until before {inUtc(before)}, in UTC. Runs whose effective
          time is not known are listed by when they were asked for.
        </p>
        <h2>Summary</h2>
        <FactList facts={summaryFacts(summary)} />
        <p class="soft">
          The time to contained counts from the start of a run to the moment when both revokes and
          the deactivation, or its containment, were done. Percentiles by nearest rank; dry runs are
          left out.
        </p>
        <h2>Runs</h2>
        {rows.length === 0 ? (
          <p>There is none in this period.</p>
        ) : (
          <Table
            caption={`All ${rows.length} runs of the period, newest first`}
            columns={COLUMNS}
            widest={EXCEPTIONS}
          >
            {rows.map((row) => (
              <Row row={row} />
            ))}
          </Table>
        )}
      </>
    ),
  });
}

const Row = ({ row }: { row: AuditRow }) => (
  <tr>
    <th scope="row">
      <Outside text={row.email ?? 'e-mail not known'} />
      <Lines
        lines={[
          row.employeeId && `employee ${row.employeeId}`,
          `asked for by ${row.requestedBy ?? 'somebody not known'}`,
          row.source && `source ${row.source}`,
          row.workflowId,
        ]}
      />
    </th>
    <td>
      <Time name="effective" at={row.effectiveAt} />
      <Time name="started" at={row.startedAt} />
      <Time name="contained" at={row.containedAt} />
      <Time name="finished" at={row.finishedAt} />
    </td>
    <td>
      <Outside text={stateWord(row.state)} />
      <Lines lines={[dryRunWords(row), containedWords(row)]} />
    </td>
    <td>
      <OutsideList lines={exceptions(row)} />
    </td>
    <td>
      <OutsideList lines={answerLines(row)} />
    </td>
  </tr>
);

const Lines = ({ lines }: { lines: (string | false | undefined)[] }) => (
  <>
    {lines.map(
      (line) =>
        line && (
          <div class="soft light">
            <Outside text={line} />
          </div>
        ),
    )}
  </>
);

const Time = ({ name, at }: { name: string; at: string | undefined }) =>
  at === undefined ? null : (
    <time dateTime={at}>
      {name} {visible(inUtc(at))}
    </time>
  );
