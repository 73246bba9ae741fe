/** @jsxRuntime automatic @jsxImportSource preact */
import { Outside } from './outside';

/** Words from outside, an item each. */
export const OutsideList = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li>
        <Outside text={line} />
      </li>
    ))}
  </ul>
);
