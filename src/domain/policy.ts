import { z } from 'zod';
import { newBreakerSchema } from './breaker-policy';
import { toMs } from './duration';
import { duration } from './duration-schema';

const retrySchema = z
  .strictObject({
    initialInterval: duration('1s'),
    backoffCoefficient: z.number().min(1).max(10).default(2),
    maximumInterval: duration('60s'),
    maximumAttempts: z.int().min(1).max(1000).default(8),
  })
  // Temporal refuses such retries, and with them every step of the run.
  .refine(
    ({ initialInterval, maximumInterval }) => toMs(maximumInterval) >= toMs(initialInterval),
    {
      error: 'must not be shorter than initialInterval',
      path: ['maximumInterval'],
    },
  );

/**
 * The policy file (`OFFBOARDING_POLICY`), every field with a default. A run reads it once, at its start,
 * and keeps what it read: a changed file never changes a run under way.
 */
export const policySchema = z.strictObject({
  /** From the first revoke to the second: Cloudflare may let a user back in for up to a minute. */
  sweepDelay: duration('60s'),
  /** How often a blocked run revokes again and tries again what an outage blocked. */
  sweepInterval: duration('15m'),
  /** The longest that one stage waits for another's slow step before it goes ahead without it. */
  stagePatience: duration('10s'),
  /** After this many sweeps that still found access, a person is asked. */
  maximumSweeps: z.int().min(1).max(100).default(5),
  retry: retrySchema.prefault({}),
  /** Zoom: a password changes only so many times in 24 hours. */
  passwordLimitDelay: duration('24h'),
  maximumSecretAttempts: z.int().min(1).max(10).default(3),
  adminAccounts: z.enum(['ask', 'demote']).default('ask'),
  revokeDevices: z.boolean().default(true),
  warpReauth: z.boolean().default(true),
  endLiveMeetings: z.boolean().default(false),
  freeZeroTrustSeat: z.boolean().default(false),
  /** E-mails, or patterns with `*` such as `*@board.example.com`: held until a person releases them. */
  protectedAccounts: z.array(z.string().trim().toLowerCase().min(1)).default([]),
  /** More automatic terminations than this within the window: further ones are held until a person looked. */
  breaker: newBreakerSchema().prefault({}),
  /** How long an automatic run waits for the breaker's answer before it says so, and asks again. */
  breakerPatience: duration('1m'),
  /** The end of a working day, for an effective date without a time. */
  workdayEnd: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "17:00"')
    .default('17:00'),
  /** IANA zone for employees whose own is not known. */
  timeZone: z.string().min(1).default('UTC'),
});

export type Policy = z.output<typeof policySchema>;
export type RetryPolicy = Policy['retry'];

export const DEFAULT_POLICY: Policy = policySchema.parse({});
