/** Strings, and the marks that open, part and close objects and arrays. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * A name that an object of this JSON text has twice. Readers take the last one and drop the other without a word, so
 * a text could show people what no hash covers.
 * @param text must be JSON: no fault of it is found
 */
export function duplicateKeyIn(text: string): string | undefined {
  /** The names so far of each object that is open; of an array, undefined. */
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name = JSON.parse(last) as string;
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = token;
  }
  return undefined;
}
