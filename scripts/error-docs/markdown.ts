import ms from 'ms';
import { toMs } from '../../src/domain/duration';

/** A table of GitHub's markdown; `|` is escaped, also inside code, as GitHub wants it. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headings), `|${'---|'.repeat(headings.length)}`, ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');

export const code = (text: string): string => `\`${text}\``;

/** `a`, `b` or `c`. */
export function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** A policy's duration in words: "15 minutes". */
export const inWords = (duration: string): string => ms(toMs(duration), { long: true });
