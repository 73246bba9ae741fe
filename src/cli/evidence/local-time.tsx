/** @jsxRuntime automatic @jsxImportSource preact */
import { inUtc } from '../../domain/evidence/moments';
import { visible } from '../../domain/evidence/visible-text';

/** The employee's zone, and what its clocks showed at an instant. */
export interface Local {
  zone: string;
  clock: (at: string) => string;
}

/** Head of the column that tells when: in UTC, and below it in the employee's zone where that is known. */
export const timeColumn = (local: Local | undefined): string =>
  local ? `When (UTC; ${visible(local.zone)})` : 'When (UTC)';

/** The cell of that column. */
export const TimeCell = ({ at, local }: { at: string | undefined; local: Local | undefined }) => (
  <td>
    {at !== undefined && <time dateTime={at}>{visible(inUtc(at))}</time>}
    {at !== undefined && local && (
      <time class="soft" dateTime={at}>
        {local.clock(at)}
      </time>
    )}
  </td>
);
