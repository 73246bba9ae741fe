import { z } from 'zod';
import { toMs } from './duration';

const LONGEST_MS = 365 * 24 * 3600 * 1000;

/** A duration as people write it: `"500ms"`, `"90s"`, `"15m"`, `"24h"`, `"2d"`. */
export const duration = (standard: string) =>
  z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})? ?(ms|s|m|h|d)$/, {
      error: 'must be a duration such as "90s", "15m" or "24h"',
      abort: true,
    })
    .refine((text) => toMs(text) >= 1 && toMs(text) <= LONGEST_MS, {
      error: 'must last from 1 millisecond to 365 days',
      abort: true,
    })
    .default(standard);
