import { z } from 'zod';
import { emailSchema } from '../email';
import { instantSchema } from '../request';

const KINDS = ['terminate', 'change', 'cancel', 'revokeNow', 'rehire', 'updated'] as const;

/** An `HrEvent` as the workflow `hrEvents` takes it: anybody can send a signal. */
export const newHrEventSchema = () =>
  z.strictObject({
    source: z.string().trim().min(1).max(64),
    id: z.string().trim().min(1).max(256),
    employee: z
      .strictObject({
        id: z.string().trim().min(1).max(128).optional(),
        email: emailSchema().optional(),
      })
      .refine(({ id, email }) => id !== undefined || email !== undefined, {
        error: 'must have an id or an email',
      }),
    kind: z.enum(KINDS),
    readBack: z.literal(true).optional(),
    effective: z
      .strictObject({
        when: z.string().trim().min(1).max(64),
        timeZone: z.string().max(64).optional(),
      })
      .optional(),
    reason: z.string().trim().min(1).max(500).optional(),
    occurredAt: instantSchema(),
    receivedAt: instantSchema(),
  });
