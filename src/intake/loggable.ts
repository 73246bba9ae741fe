const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;

/** An error for the log: its own words and stack, without the e-mail addresses that a server's may quote. */
export function loggable(error: unknown): { message: string; stack: string } {
  if (!(error instanceof Error)) return { message: `thrown: ${typeof error}`, stack: '' };
  const because = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return { message: without(error.message + because), stack: without(error.stack ?? '') };
}

const without = (text: string) => text.replaceAll(ADDRESS, '[e-mail]');
