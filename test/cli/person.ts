import { PassThrough } from 'node:stream';

/** A person at a terminal who answers with these words. */
export function person(...words: string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  for (const word of words) stdin.write(word);
  return { stdin, terminal: { columns: 100 } };
}
