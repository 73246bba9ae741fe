import { z } from 'zod';
import { said } from '../messages';
import { duration } from '../duration-schema';
import { newOffboardingRequestSchema, type OffboardingRequest } from '../request';

/** Beyond this, the batch's own history would fill with what its children report, and nothing would go faster. */
const WIDEST_WINDOW = 500;

/** The one argument of the workflow `offboardBatch`: what holds for all its leavers. Rows come by `addLeavers`. */
export const newBatchRequestSchema = () => {
  const { urgency, reason, requestedBy, source } = newOffboardingRequestSchema().shape;
  return z.strictObject(
    {
      /** How many runs may work at the same time. */
      window: z
        .int('must be a whole number')
        .min(1, 'must be at least 1')
        .max(WIDEST_WINDOW, `must not be above ${WIDEST_WINDOW}`)
        .default(100),
      /** For rows that name none. */
      urgency: urgency.unwrap().default('bulk'),
      /** For rows that name none. */
      reason,
      requestedBy,
      source: source.unwrap().default('batch'),
      /** How soon runs are looked at that the batch started before its history was continued as new. */
      lookAgain: duration('10s'),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type'
          ? 'The input must be one JSON object such as {"window": 100}; the leavers come by the update addLeavers'
          : undefined,
    },
  );
};

/** The fields of one leaver in a list; what a row leaves out, the batch's request may say. */
export const newLeaverSchema = () => {
  const { email, employeeId, zoomUserId, effectiveAt, urgency, reason } =
    newOffboardingRequestSchema().shape;
  return z.strictObject({
    email,
    employeeId,
    zoomUserId,
    effectiveAt,
    urgency: urgency.unwrap().optional(),
    reason,
  });
};

const newRowSchema = () =>
  newLeaverSchema().extend({
    /** The leaver's place in the whole list, from 0: a chunk that comes twice adds nothing twice. */
    index: z.int('must be the place in the list, from 0').min(0),
    /** Where people find the leaver, such as the line of a file; else the place, from 1. */
    line: z.int('must be a whole number').min(1).optional(),
  });

const newAddLeaversSchema = () =>
  z.strictObject({
    rows: z
      .array(newRowSchema(), 'must be a list of leavers')
      .refine(
        (rows) => rows.every(({ index }, at) => index === (rows[0]?.index ?? 0) + at),
        'must have each index once, in order and without gaps',
      ),
    /** How many there are in the whole list, to show how far it is. */
    total: z.int().min(0).optional(),
    /** No more will come. */
    last: z.boolean().default(false),
  });

/** The arguments of the messages a batch takes. */
export const newBatchMessageSchemas = () => ({
  addLeavers: newAddLeaversSchema(),
  pause: z.strictObject(said()),
  resume: z.strictObject(said()),
});

type Schemas = ReturnType<typeof newBatchMessageSchemas>;
export type BatchMessageName = keyof Schemas;
export type BatchMessageArguments = { [M in BatchMessageName]: z.output<Schemas[M]> };
export type AddLeavers = BatchMessageArguments['addLeavers'];

export type BatchRequest = z.output<ReturnType<typeof newBatchRequestSchema>>;
export type Leaver = z.output<ReturnType<typeof newLeaverSchema>>;
/** A leaver, and where people find the row. */
export type LeaverAt = Leaver & { line: number };
/** With what the run's workflow id calls the leaver; absent: as the row does. */
export type NamedLeaver = LeaverAt & { name?: string };

/** What the leaver's own run is asked to do. */
export function requestFor(leaver: Leaver, batch: BatchRequest): OffboardingRequest {
  const { email, employeeId, zoomUserId, effectiveAt } = leaver;
  const reason = leaver.reason ?? batch.reason;
  return {
    email,
    ...(employeeId === undefined ? {} : { employeeId }),
    ...(zoomUserId === undefined ? {} : { zoomUserId }),
    ...(effectiveAt === undefined ? {} : { effectiveAt }),
    urgency: leaver.urgency ?? batch.urgency,
    ...(reason === undefined ? {} : { reason }),
    ...(batch.requestedBy === undefined ? {} : { requestedBy: batch.requestedBy }),
    source: batch.source,
    dryRun: false,
  };
}
