import { z } from 'zod';

export interface Problem {
  readonly field: string;
  readonly problem: string;
}

/** A control call that cannot be followed: names each field and says what would be right. */
export class ControlError extends Error {
  override readonly name = 'ControlError';

  constructor(
    readonly problems: readonly Problem[],
    readonly status: 400 | 404 | 409 = 400,
  ) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
  }
}

/** Checks what came over `/_control/` or from code against a schema; throws `ControlError`. */
export function parseControl<Schema extends z.ZodObject>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ControlError(result.error.issues.flatMap((issue) => problemsOf(issue, schema)));
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodObject): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = path.length === 0 ? `; known: ${Object.keys(schema.shape).join(', ')}` : '';
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      problem: `unknown field${known}`,
    }));
  }
  if (path.length === 0 && issue.code === 'invalid_type') {
    return [{ field: 'body', problem: 'a JSON object is wanted' }];
  }
  return [{ field: path.join('.') || 'body', problem: issue.message }];
}

/** A field of a closed set, whose refusal lists the set. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `one of ${values.join(', ')}` });
}

const WHOLE = { error: 'a whole number, 0 or more' };
export const count = z.int(WHOLE).nonnegative(WHOLE);
const POSITIVE = { error: 'a whole number, 1 or more' };
export const positive = z.int(POSITIVE).positive(POSITIVE);
export const flag = z.boolean({ error: 'true or false' });
const TEXT = { error: 'a text that is not empty' };
export const text = z.string(TEXT).min(1, TEXT);
const EMAIL = { error: 'an e-mail address such as jane.doe@example.com' };
export const email = z
  .string(EMAIL)
  .regex(/^[^\s@]+@[^\s@]+$/, EMAIL)
  .transform((value) => value.toLowerCase());

export const signInSchema = z.strictObject({
  user: text,
  sessions: positive.optional(),
});
