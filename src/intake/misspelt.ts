/** Letters that must change to make one word of the other; more than two are counted as three. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 3;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Names that can only mean the time at which somebody leaves. */
const TIME = /date|effective|last.?(work(ing)?)?.?day|terminat/i;

/**
 * What a field that nobody knows was probably meant to be: a slip in the name of a date would take access away at once.
 * Undefined for what has nothing to do with us, such as a department.
 */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const near = known.find((one) => distance(plain(name), plain(one)) <= (one.length > 5 ? 2 : 1));
  return near ?? (TIME.test(name) ? known.find((one) => TIME.test(one)) : undefined);
}
