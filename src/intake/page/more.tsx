/** @jsxRuntime automatic @jsxImportSource preact */
import type { Listed } from './lists';
import { inDigits } from './words';

interface Props {
  of: Listed;
  /** The command that lists them all. */
  command: string;
}

/** What was left out, where anything was. */
export function More({ of: { runs, total }, command }: Props) {
  const more = total - runs.length;
  return more > 0 ? (
    <p class="more">
      and <strong>{inDigits(more)} more</strong> that this page leaves out. All of them:{' '}
      <code>{command}</code>
    </p>
  ) : null;
}
