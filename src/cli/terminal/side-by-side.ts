/**
 * Works on all of them, so many at a time, each begun in their order.
 * @param signal once aborted, none is begun any more
 * @returns what came of those that were begun
 */
export async function sideBySide<T, R>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const take = async () => {
    for (const [index, item] of waiting) {
      if (signal.aborted) return;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, take));
  return results;
}
