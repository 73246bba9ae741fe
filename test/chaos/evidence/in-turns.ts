/** Queries at the same time: more would wait longer for the workers than the server lets them. */
const AT_ONCE = 8;

/** Does the work for each, some at the same time. */
export async function inTurns<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...all];
  const drain = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, drain));
}
