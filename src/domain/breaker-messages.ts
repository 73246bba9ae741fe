import { z } from 'zod';
import { newBreakerSchema } from './breaker-policy';

/** The argument of the breaker's signal `countTermination`. */
export const newCountTerminationSchema = () =>
  z.strictObject({
    key: z.string().min(1),
    workflowId: z.string().min(1),
    source: z.string().min(1),
    breaker: newBreakerSchema(),
  });

/** The argument of the run's signal `breakerVerdict`. */
export const newVerdictSchema = () =>
  z.discriminatedUnion('held', [
    z.strictObject({ held: z.literal(false) }),
    z.strictObject({ held: z.literal(true), message: z.string().min(1) }),
  ]);
