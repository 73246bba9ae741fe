import { z } from 'zod';

/** A pattern of one's own: zod writes to the one it shares, which a workflow sandbox has frozen. */
const ownPattern = () => new RegExp(z.regexes.email);

/** A work e-mail, trimmed and lower-cased: the one form in which two sources can mean the same person. */
export const emailSchema = () =>
  z
    .string('must be the work e-mail, a text such as "jane.doe@example.com"')
    .trim()
    .toLowerCase()
    .max(254, 'must not be longer than 254 characters')
    .pipe(
      z.email({
        pattern: ownPattern(),
        error: 'must be an e-mail address such as "jane.doe@example.com"',
      }),
    );
