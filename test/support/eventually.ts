/** Below Jest's own: a machine that is busy is no fault, and the last value seen says more than a time-out. */
const PATIENCE_MS = 120_000;

/** The value once it fits; fails with the last one seen, or the last error, when it does not in time. */
export async function eventually<T>(
  read: () => Promise<T>,
  fits: (value: T) => boolean = () => true,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await read().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ('value' in seen && fits(seen.value)) return seen.value;
    if (Date.now() > end) {
      const last = 'value' in seen ? JSON.stringify(seen.value) : String(seen.error);
      throw new Error(`Not within ${PATIENCE_MS / 1_000} s; the last seen: ${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
