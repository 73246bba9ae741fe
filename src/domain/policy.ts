import { z } from 'zod';
import { toMs } from './duration';

const LONGEST_MS = 365 * 24 * 3600 * 1000;

/** A duration as people write it: `"500ms"`, `"90s"`, `"15m"`, `"24h"`, `"2d"`. */
export const duration = (standard: string) =>
  z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})? ?(ms|s|m|h|d)$/, {
      error: 'must be a duration such as "90s", "15m" or "24h"',
      abort: true,
    })
    .refine((text) => toMs(text) >= 1 && toMs(text) <= LONGEST_MS, {
      error: 'must last from 1 millisecond to 365 days',
      abort: true,
    })
    .default(standard);

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

const breakerSchema = z
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
  breaker: breakerSchema.prefault({}),
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
