import { isColorSupported } from 'picocolors';
import type { OffboardingStatus } from '../../domain/status';
import type { Output } from '../context';
import { nextCommands } from './next-commands';
import { renderStatus } from './render-status';
import { widthOf } from '../terminal/text-width';

/** Where the output is no terminal, or one that does not tell its width. */
export const USUAL_WIDTH = 100;

/**
 * The run as a table and, where a person is needed, the commands to answer with.
 * @param about lines that go below the headline
 */
export function statusLines(
  status: OffboardingStatus,
  id: string,
  { isTTY = false, columns }: Output,
  about: readonly string[] = [],
): string[] {
  const width = columns || USUAL_WIDTH;
  const colour = isTTY && isColorSupported;
  const [gap = '', headline = '', ...rest] = renderStatus(status, {
    now: new Date(),
    colour,
    width,
  });
  const table = [gap, headline, ...about, ...rest];
  const commands = nextCommands(status, id).map((command) => `  $ ${command}`);
  const wrapped = table.flatMap((line) => wrap(line, width));
  // A command stays in one piece: it is there to be copied.
  return commands.length > 0 ? [...wrapped, ...commands, ''] : wrapped;
}

/** Breaks a line of plain text between words, each part indented as the first; coloured ones fit, commands are copied. */
export function wrap(line: string, width: number): string[] {
  if (widthOf(line) <= width || /^ *\$ /.test(line) || line.includes('\u001b')) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const parts: string[] = [];
  let part = indent;
  for (const word of line.trim().split(' ')) {
    const longer = part === indent ? part + word : `${part} ${word}`;
    if (widthOf(longer) > width && part !== indent) {
      parts.push(part);
      part = indent + word;
    } else part = longer;
  }
  return [...parts, part];
}
