/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from 'preact';

interface Props {
  /** Says what the table holds, to those who do not see what stands around it. */
  caption: string;
  columns: readonly string[];
  /** The column that needs the most room. */
  widest?: string;
  /** `<tr>` elements; the first cell of each is a `<th scope="row">`. */
  children: ComponentChildren;
}

/** A table that is scrolled where it is too wide for the screen, and whose rows are not cut on paper. */
export const Table = ({ caption, columns, widest, children }: Props) => (
  <div class="wide" role="region" aria-label={caption} tabindex={0}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column === widest ? 'widest' : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
