import { z } from 'zod';
import { duration } from './duration-schema';

/** The policy's `breaker`. */
export const newBreakerSchema = () =>
  z
    .strictObject({
      count: z.int().min(1).default(20),
      window: duration('1h'),
      /** Of `headcount`: a second limit beside `count`, which a company of any size keeps. */
      percent: z.number().gt(0).max(100).optional(),
      headcount: z.int().min(1).optional(),
    })
    .refine(({ percent, headcount }) => (percent === undefined) === (headcount === undefined), {
      error: 'needs both percent and headcount, or neither',
      path: ['percent'],
    });
