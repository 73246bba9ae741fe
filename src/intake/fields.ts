import { z } from 'zod';
import { emailSchema } from '../domain/email';

/** Senders write null for what they do not have, and some an empty text. */
export const absentWhereEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

/** Becomes part of a workflow's id or of its state: no line breaks, no broken characters. */
const idText = (max: number) =>
  z
    .string('must be an id, a text')
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must not be longer than ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not hold control characters');

/** An id of an employee: a text, or a number that some senders write. */
export const employeeIdSchema = () =>
  z
    .union([z.string(), z.int().nonnegative()], "must be the employee's id, a text or a number")
    .transform(String)
    .pipe(idText(128));

/** The sender's own id of an event. */
export const eventIdSchema = () => idText(256);

/** The name of an event; which ones are needed is for the source to say. */
export const eventTypeSchema = () =>
  z.string('must name the event, a text').min(1, 'must name the event, a text');

/** An object whose other fields are the sender's own business. */
export const objectOf = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.object(shape, 'must be a JSON object');

export const optionalEmailSchema = () => absentWhereEmpty(emailSchema());

/** For the record only, so too long a text is cut and not refused. */
export const reasonSchema = () =>
  absentWhereEmpty(z.string('must be a text').trim()).transform(
    (reason) => reason?.slice(0, 500).trim() || undefined,
  );
