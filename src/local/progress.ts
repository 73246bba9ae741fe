/** Where the parts of a start tell what they do. */
export interface Progress {
  /** One line that stays. */
  say(line: string): void;
  /** A sign of life while something takes long: replaced by the next line, or said now and then. */
  alive(line: string): void;
}

/** "0.4 s", "35 s", "3 min 05 s". */
export function elapsed(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
