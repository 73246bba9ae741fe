import { z } from 'zod';
import { emailSchema } from '../../domain/email';

/** A usable work e-mail in the engine's form; undefined for anything else, which is no fault of the answer. */
export const workEmail = z
  .unknown()
  .optional()
  .transform((value) => {
    const parsed = emailSchema().safeParse(value);
    return parsed.success ? parsed.data : undefined;
  });

const isDate = (text: string): boolean =>
  z.iso.date().safeParse(text).success || z.iso.datetime({ offset: true }).safeParse(text).success;

/** A date `2026-11-27` or an instant; undefined for null, an empty text, and BambooHR's `0000-00-00`. */
export const dateOrNone = z
  .string()
  .nullish()
  .transform((text) => (text == null || text === '' || text === '0000-00-00' ? undefined : text))
  .refine((text) => text === undefined || isDate(text), 'expected a date such as 2026-11-27');
