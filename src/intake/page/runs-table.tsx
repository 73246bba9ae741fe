/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { RunOverview } from '../../client/run-list';
import { runLink, type WebUi } from '../../domain/web-ui';
import { Outside } from '../../html/outside';
import { nameOf } from './name';

export interface Column {
  label: string;
  cell: (run: RunOverview) => ComponentChildren;
}

interface Props {
  /** Says what the table holds, to those who do not see what stands around it. */
  caption: ComponentChildren;
  columns: readonly Column[];
  runs: readonly RunOverview[];
  webUi: WebUi | undefined;
}

/** A row for each leaver. On narrow screens each is a card, and stays a row to screen readers: hence the roles. */
export const RunsTable = ({ caption, columns, runs, webUi }: Props) => (
  <table role="table">
    <caption class="unseen">{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {['Leaver', ...columns.map(({ label }) => label)].map((label) => (
          <th scope="col" role="columnheader">
            {label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {runs.map((run) => (
        <tr role="row">
          <th scope="row" role="rowheader">
            <Leaver run={run} webUi={webUi} />
          </th>
          {columns.map(({ label, cell }) => (
            <td role="cell" data-label={label}>
              {cell(run)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

function Leaver({ run, webUi }: { run: RunOverview; webUi: WebUi | undefined }) {
  const { workflowId, runId, kind, closedAt } = run;
  const name = nameOf(run);
  const what = kind === 'hrEvents' ? "HR's events" : 'offboarding';
  // What is under way may go on as another run of the same workflow.
  const link = webUi && runLink(webUi, workflowId, closedAt ? runId : undefined);
  return (
    <>
      {link ? (
        <a href={link}>
          <Outside text={name} />
          <span class="unseen">, {what} in the Temporal Web UI</span>
        </a>
      ) : (
        <Outside text={name} />
      )}
      {kind === 'hrEvents' && <span class="aside">HR’s events</span>}
      {!link && name !== workflowId && (
        <span class="aside mono">
          <Outside text={workflowId} />
        </span>
      )}
    </>
  );
}

/** Where it came from, in the words of who asked for it. */
export const SOURCE: Column = {
  label: 'Source',
  cell: ({ source }) => (source ? <Outside text={source} /> : <span class="soft">not said</span>),
};
