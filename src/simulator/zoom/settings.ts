import { z } from 'zod';
import { count, flag, oneOf, positive, text } from '../shared/control-input';
import { SIMULATED_ZOOM_CREDENTIALS } from './credentials';
import { GRANULAR_SCOPES } from './scopes';

const LIFETIME = { error: 'seconds, above 0' };

/** Zoom's own names: `security.password_requirement` of the account's settings. 0 means off. */
const passwordRequirement = z.strictObject({
  minimum_password_length: count,
  have_special_character: flag,
  consecutive_characters_length: count,
  weak_enhance_detection: flag,
});

export type PasswordRequirement = z.output<typeof passwordRequirement>;

export const zoomSettingsSchema = z.strictObject({
  /** Chooses the rate limits: Light 30 and Medium 20 a second, or 80 and 60. */
  plan: oneOf(['pro', 'business']),
  rateLimited: flag,
  /** In place of the plan's figure; null: the plan's. */
  lightPerSecond: positive.nullable(),
  mediumPerSecond: positive.nullable(),
  /** Milliseconds that a "second" of the rate limits lasts. */
  rateWindowMs: positive,
  /** Every client secret that is taken: while one is rotated, Zoom takes the one before it too. */
  clientSecrets: z.array(text, { error: 'a list of secrets' }),
  tokenLifetimeSeconds: z.number(LIFETIME).positive(LIFETIME),
  /** What tokens issued from now on may do. */
  scopes: z.array(text, { error: 'a list of scopes' }),
  /** As Zoom did in 2022-23: a new token ends those before it. */
  newTokenRevokesOlder: flag,
  /** Accounts that pay nothing have no security settings to read. */
  paidAccount: flag,
  /** Active Basic users the account may hold; null: no limit. Reached, it refuses activation. */
  basicUserMaximum: count.nullable(),
  passwordRequirement,
  /** Former passwords that may not come back. */
  passwordHistory: count,
  /** Zoom does not publish its figure; 3 is this simulator's own. */
  passwordChangesPerWindow: count,
  /** Milliseconds; 24 hours at Zoom. */
  passwordWindowMs: positive,
});

/** How the simulated account behaves; may be changed at any time. */
export type ZoomSettings = z.output<typeof zoomSettingsSchema>;

export const ZOOM_DEFAULTS: Readonly<ZoomSettings> = {
  plan: 'business',
  rateLimited: true,
  lightPerSecond: null,
  mediumPerSecond: null,
  rateWindowMs: 1_000,
  clientSecrets: [SIMULATED_ZOOM_CREDENTIALS.clientSecret],
  tokenLifetimeSeconds: 3_600,
  scopes: GRANULAR_SCOPES,
  newTokenRevokesOlder: false,
  paidAccount: true,
  basicUserMaximum: null,
  passwordRequirement: {
    minimum_password_length: 12,
    have_special_character: true,
    consecutive_characters_length: 4,
    weak_enhance_detection: true,
  },
  passwordHistory: 3,
  passwordChangesPerWindow: 3,
  passwordWindowMs: 86_400_000,
};
