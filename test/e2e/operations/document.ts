import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block: `console`, `notice`, or code. */
export interface Block {
  kind: string;
  lines: string[];
}

export interface Section {
  /** "1. Token expired", or with its part: "1. Token expired / At Zoom". */
  title: string;
  blocks: Block[];
}

/** A command of a `console` block, and what it prints; nothing: it is to be sent. */
export interface Command {
  command: string;
  output: string[];
}

export const DOCUMENT = readFileSync(join(__dirname, '../../../docs/operations.md'), 'utf8');

/** The document by its headings of the second and third level, with their blocks. */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let chapter = '';
  let block: Block | undefined;
  for (const line of text.split('\n')) {
    const fence = /^```(\w*)$/.exec(line);
    if (block && line === '```') block = undefined;
    else if (block) block.lines.push(line);
    else if (fence) sections.at(-1)?.blocks.push((block = { kind: fence[1] ?? '', lines: [] }));
    else {
      const [, level, heading = ''] = /^(##|###) (.+)$/.exec(line) ?? [];
      if (level === '##') chapter = heading;
      if (level)
        sections.push({ title: level === '##' ? heading : `${chapter} / ${heading}`, blocks: [] });
    }
  }
  return sections;
}

/** The commands of a `console` block. */
export function commandsIn({ lines }: Block): Command[] {
  const commands: Command[] = [];
  for (const line of lines)
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), output: [] });
    else commands.at(-1)?.output.push(line);
  return commands;
}

/** `npx offboard decide … --reason "a b"` as the arguments that a shell would hand over; undefined: another command. */
export function argumentsOf(command: string): string[] | undefined {
  const [npx, name, ...words] = command.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
  if (npx !== 'npx' || name !== 'offboard') return undefined;
  return words.map((word) => word.replaceAll('"', ''));
}
