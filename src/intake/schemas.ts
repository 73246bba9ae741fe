import { z } from 'zod';
import { DECISIONS, RUN_STATES, type OffboardingStatus } from '../domain/status';
import { STEP_NAMES } from '../domain/steps';

/** What the intake's answers look like, for the OpenAPI document and the types of its routes. */
const errorSchema = z
  .object({
    error: z.object({
      code: z.string().meta({ description: 'A word that programs can rely on.' }),
      message: z.string().meta({ description: 'What to do about it.' }),
      faults: z
        .array(z.object({ field: z.string(), problem: z.string() }))
        .optional()
        .meta({ description: 'What is wrong, field by field. Never quotes a value.' }),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorAnswer = z.infer<typeof errorSchema>;

type ErrorStatus = 400 | 401 | 404 | 409 | 413 | 422 | 503;
interface DocumentedError {
  description: string;
  content: { 'application/json': { schema: typeof errorSchema } };
}

/** The errors of a route, by status: what each means there. */
export const errors = <S extends ErrorStatus>(meanings: Record<S, string>) =>
  Object.fromEntries(
    Object.entries<string>(meanings).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: errorSchema } } },
    ]),
  ) as Record<S, DocumentedError>;

export const COME_AGAIN =
  "Our own fault, or Temporal's: come again, after the seconds in Retry-After.";

export const acceptedSchema = z
  .object({
    accepted: z.int().min(1).meta({ description: 'How many events Temporal has now.' }),
    events: z.array(z.string()).meta({ description: 'Their ids, in the order of the body.' }),
  })
  .meta({ description: 'Temporal has them: nothing of it is lost any more.' });

const instant = () => z.string().meta({ format: 'date-time' });

export const statusSchema = z
  .object({
    state: z.enum(RUN_STATES),
    email: z.string(),
    employeeId: z.string().optional(),
    effectiveAt: instant(),
    startedAt: instant().optional(),
    containedAt: instant().optional(),
    finishedAt: instant().optional(),
    hrFact: z.string().optional(),
    dryRun: z.literal(true).optional(),
    wouldBe: z.enum(RUN_STATES).optional(),
    steps: z.array(
      z.object({
        step: z.enum(STEP_NAMES),
        state: z.enum([
          'pending',
          'running',
          'retrying',
          'done',
          'notApplicable',
          'blocked',
          'skipped',
          'reversed',
        ]),
        attempts: z.int().min(0),
        at: instant().optional(),
        code: z.string().optional(),
        message: z.string().optional(),
        nextAttemptAt: instant().optional(),
      }),
    ),
    needs: z.array(
      z.object({
        step: z.enum(STEP_NAMES).optional(),
        code: z.string(),
        message: z.string(),
        decisions: z.array(z.enum(DECISIONS)),
      }),
    ),
  })
  .meta({
    id: 'OffboardingStatus',
    description: 'Where it stands. Versions to come may add fields.',
  });

// Both must hold the same fields: the schema is what the document promises, the interface what a run answers.
type Same<A, B> = [A] extends [B] ? ([keyof A] extends [keyof B] ? true : never) : never;
const _inStep: Same<OffboardingStatus, z.infer<typeof statusSchema>> = true;
