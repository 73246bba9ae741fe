import ms, { type StringValue } from 'ms';

/** Milliseconds of a duration as a policy holds it: `"500ms"`, `"90s"`, `"15m"`, `"24h"`. */
export const toMs = (duration: string): number => ms(duration as StringValue);
