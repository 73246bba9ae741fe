import { z } from 'zod';
import { text } from '../shared/control-input';

const VERSION = { error: 'a date such as 2025-06-15' };

export const hrSettingsSchema = z.strictObject({
  /** Fields that the credentials may not see, as the HR system calls them: they are left out, and nothing is said. */
  hiddenFields: z.array(text, { error: 'a list such as ["terminationDate"]' }),
  /** Gusto refuses calls of an older version. */
  gustoMinimumVersion: z.iso.date(VERSION),
});

/** How the simulated HR systems behave; may be changed at any time. */
export type HrSettings = z.output<typeof hrSettingsSchema>;

export const HR_DEFAULTS: Readonly<HrSettings> = {
  hiddenFields: [],
  gustoMinimumVersion: '2024-04-01',
};
