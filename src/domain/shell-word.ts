const PLAIN = /^[\w@%+=:,./-]+$/;

/** A word as a shell takes it. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
