const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds from the origin that are worth a label, as far as the scale reaches. */
const LABELS: readonly (readonly [ms: number, words: string])[] = [
  [100, '100 ms'],
  [SECOND, '1 s'],
  [10 * SECOND, '10 s'],
  [MINUTE, '1 min'],
  [10 * MINUTE, '10 min'],
  [HOUR, '1 h'],
  [DAY, '1 day'],
  [10 * DAY, '10 days'],
  [100 * DAY, '100 days'],
];
/** Labels nearer to each other than this would run into each other. */
const ROOM = 0.075;
/** What came before the origin takes no more of the picture than this. */
const SHARE_BEFORE = 0.25;

export interface Tick {
  /** 0 to 1. */
  x: number;
  label: string;
}

export interface TimeScale {
  /** Where an instant lies: 0 (the earliest) to 1 (the latest). */
  x: (at: string) => number;
  ticks: Tick[];
}

/** How far from the origin, both ways: milliseconds and months in one picture, and the first second well to be seen. */
const stretch = (ms: number): number => Math.sign(ms) * Math.log10(1 + Math.abs(ms) / 100);

/**
 * A scale on which time is logarithmic from the origin, after it and before it.
 * @param originName what the origin is called on the axis
 */
export function timeScale(
  moments: readonly string[],
  origin: string,
  originName: string,
): TimeScale {
  const start = Date.parse(origin);
  let [before, after] = [0, 0];
  for (const moment of moments) {
    const way = stretch(Date.parse(moment) - start);
    before = Math.max(before, -way);
    after = Math.max(after, way);
  }
  // A run of one moment only.
  if (before + after === 0) after = 1;
  const zero = Math.min(after === 0 ? 1 : SHARE_BEFORE, before / (before + after));
  const place = (ms: number): number => {
    const way = stretch(ms);
    return way < 0 ? zero + (way / before) * zero : zero + (way / (after || 1)) * (1 - zero);
  };

  const ticks: Tick[] = [{ x: zero, label: originName }];
  const offer = (ms: number, label: string) => {
    const x = place(ms);
    const isThere = ms < 0 ? -stretch(ms) <= before : stretch(ms) <= after;
    if (isThere && ticks.every((tick) => Math.abs(tick.x - x) >= ROOM)) ticks.push({ x, label });
  };
  for (const [ms, words] of LABELS) {
    offer(ms, `+${words}`);
    offer(-ms, `−${words}`);
  }
  return { x: (at) => place(Date.parse(at) - start), ticks };
}
