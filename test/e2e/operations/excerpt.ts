/** Stands for lines that the document leaves out. */
const LEFT_OUT = '…';

/** What differs from one run to the next: times, ids, addresses, how often a step was tried. */
const CHANGING: [RegExp, string][] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?Z)?/g, '<time>'],
  [/\+?\b\d+(\.\d+)? (h|min|ms|s)\b( \d+ (min|s)\b)?/g, '<duration>'],
  [/next: now/g, 'next in <duration>'],
  [/\b\d+×/g, ''],
  [/\b(localhost|127\.0\.0\.1):\d+/g, '<address>'],
  [/namespace "[^"]+"/g, 'namespace <namespace>'],
  [/\d+ automatic terminations within \w+, the policy lets \d+/g, '<flood>'],
  [/\b\d+ entries, head [0-9a-f]{64}\b/g, '<head>'],
  // Slack's markup.
  [/^:\w+: /g, ''],
  [/\*/g, ''],
  [/<https?:[^|>]+\|([^>]+)>/g, '$1'],
];

const normalised = (line: string): string =>
  CHANGING.reduce((text, [pattern, name]) => text.replace(pattern, name), line)
    .replace(/\s+/g, ' ')
    .trim();

/** Lines to be compared: without what changes, and without empty ones. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(normalised)
    .filter((line) => line !== '');

/** Whether the output holds the document's lines in their order; between `…` they follow upon each other. */
export function holds(output: string, excerpt: readonly string[]): boolean {
  let rest = linesOf(output);
  for (const chunk of chunksOf(linesOf(excerpt.join('\n')))) {
    const at = rest.findIndex((_, from) =>
      chunk.every((line, offset) => rest[from + offset] === line),
    );
    if (at < 0) return false;
    rest = rest.slice(at + chunk.length);
  }
  return true;
}

function chunksOf(lines: readonly string[]): string[][] {
  const chunks: string[][] = [[]];
  for (const line of lines)
    if (line === LEFT_OUT) chunks.push([]);
    else chunks.at(-1)?.push(line);
  return chunks.filter(({ length }) => length > 0);
}
