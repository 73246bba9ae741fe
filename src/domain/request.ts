import { z } from 'zod';
import { emailSchema } from './email';

const URGENCIES = ['immediate', 'standard', 'bulk'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Temporal's priority keys: 1 goes first. */
export const PRIORITY_KEYS: Record<Urgency, number> = { immediate: 1, standard: 3, bulk: 5 };

const note = (what: string, max = 500) =>
  z
    .string(`must be ${what}`)
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must not be longer than ${max} characters`);

/** Search attributes take no year of five digits, and a date that far off is a slip anyway. */
function isOfOurTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  // What is no date at all is said by the form.
  return Number.isNaN(year) || (year >= 1970 && year <= 2200);
}

/** An ISO 8601 instant with its offset, kept as UTC: `2026-11-27T17:00:00+01:00` becomes `…T16:00:00.000Z`. */
export const instantSchema = () =>
  z.iso
    .datetime({
      offset: true,
      error: 'must be an ISO 8601 instant with offset, such as "2026-11-27T17:00:00+01:00"',
    })
    .refine(isOfOurTime, 'must lie between the years 1970 and 2200')
    .transform((text) => new Date(text).toISOString());

/** The one argument of the workflow `offboardEmployee`. Fields it does not know are refused. */
export const newOffboardingRequestSchema = () =>
  z.strictObject(
    {
      email: emailSchema(),
      employeeId: note("the HR system's id, a text", 128).optional(),
      zoomUserId: note('the id or e-mail of the Zoom account', 254)
        .refine((id) => id.toLowerCase() !== 'me', {
          error: 'must name the account: "me" is whoever runs the integration, never the leaver',
        })
        .optional(),
      effectiveAt: instantSchema().optional(),
      /** IANA zone in which `effectiveAt` was meant, for the record. */
      timeZone: note('an IANA time zone such as "Europe/Berlin"', 64).optional(),
      urgency: z.enum(URGENCIES, `must be one of ${URGENCIES.join(', ')}`).default('standard'),
      reason: note('a text').optional(),
      requestedBy: note('a text, who asked for it').optional(),
      source: note('a text, where it came from', 64).optional(),
      dryRun: z.boolean('must be true or false').default(false),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type'
          ? 'The input must be one JSON object such as {"email": "jane.doe@example.com"}'
          : undefined,
    },
  );

export const offboardingRequestSchema = newOffboardingRequestSchema();

export type OffboardingRequest = z.output<typeof offboardingRequestSchema>;
/** What callers write: defaults may be left out. */
export type OffboardingRequestInput = z.input<typeof offboardingRequestSchema>;
