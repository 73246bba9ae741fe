/** @jsxRuntime automatic @jsxImportSource preact */
import type { ReportEntry } from '../../domain/report';
import { Outside } from '../../html/outside';
import { OutsideList } from '../../html/outside-list';
import { Table } from '../../html/table';
import { TimeCell, timeColumn, type Local } from './local-time';
import { wordsOf } from './wording';

/** All entries, numbered as `offboard report --verify` numbers them. */
export const EntryTable = (props: {
  entries: readonly ReportEntry[];
  local: Local | undefined;
}) => (
  <Table
    caption="Every entry of the evidence, in order: each try with its calls, each decision and message, each state"
    columns={['Entry', timeColumn(props.local), 'What happened']}
  >
    {props.entries.map((entry, index) => (
      <tr>
        <th scope="row">{index + 1}</th>
        <TimeCell at={entry.at} local={props.local} />
        <td>
          <Words entry={entry} />
        </td>
      </tr>
    ))}
  </Table>
);

const Words = ({ entry }: { entry: ReportEntry }) => {
  const { what, calls, notes } = wordsOf(entry);
  const lines = [...calls, ...notes];
  return (
    <>
      <Outside text={what} />
      {lines.length > 0 && <OutsideList lines={lines} />}
    </>
  );
};
