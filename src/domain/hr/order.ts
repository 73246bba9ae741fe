import { z } from 'zod';
import { instantSchema } from '../request';

/** The signal by which a run learns what HR wants now. Sent by the workflow `hrEvents`, not by people. */
export const HR_ORDER = 'hrOrder';

const said = () => ({
  by: z.string().min(1).max(200),
  reason: z.string().min(1).max(500),
  /** When HR decided it: what a person started later is not moved or taken back by it. */
  occurredAt: instantSchema(),
  /** The fact behind it: the run keeps which one it follows, and says so in its status. */
  factId: z.string().min(1).max(400),
});

/** The argument of `hrOrder`: the wanted state as a whole, so that a repeat or a lost predecessor does no harm. */
export const newHrOrderSchema = () =>
  z.discriminatedUnion('leaving', [
    z.strictObject({
      ...said(),
      leaving: z.literal(true),
      effectiveAt: instantSchema(),
      timeZone: z.string().optional(),
      /** Access goes at once. */
      now: z.boolean(),
      /** The run was started by someone else: it is moved to an earlier time only. */
      joins: z.boolean(),
    }),
    z.strictObject({
      ...said(),
      leaving: z.literal(false),
      /** A rehire: what has begun belongs to the former employment, and goes on. */
      onlyBeforeStart: z.boolean(),
    }),
  ]);

export type HrOrder = z.output<ReturnType<typeof newHrOrderSchema>>;
