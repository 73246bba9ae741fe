/** A process with a fault in its code: its task fails, and is tried again for ever. */
export async function failingProcess(): Promise<void> {
  throw new TypeError('a fault in the code of a process');
}
