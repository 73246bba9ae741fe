import { z } from 'zod';
import { count, email, flag, text } from '../shared/control-input';
import { stableUuid } from '../shared/directory';

/** What can be said about an Access user; all but the e-mail may be left out. */
export const cloudflareUserSchema = z.strictObject({
  id: text.optional(),
  email,
  name: text.optional(),
  /** Live Access sessions. */
  sessions: count.optional(),
  /** Registered WARP devices. */
  devices: count.optional(),
  access_seat: flag.optional(),
  gateway_seat: flag.optional(),
  /** Whether the identity provider still lets them in, so that they can sign in again. */
  idpAllows: flag.optional(),
});

export type CloudflareUserInput = z.input<typeof cloudflareUserSchema>;
export type CloudflareUserChange = z.output<typeof cloudflareUserSchema>;

export interface AccessSession {
  /** Seconds since 1970. */
  readonly expiration: number;
  readonly name: string;
}

/** A user as the account keeps them. */
export interface CloudflareUser {
  readonly id: string;
  readonly uid: string;
  readonly email: string;
  readonly name: string;
  readonly seat_uid: string;
  access_seat: boolean;
  gateway_seat: boolean;
  last_successful_login: string;
  readonly idpAllows: boolean;
  /** Set by a revoke that asked for it. */
  warpReauthRequired: boolean;
  liveSessions: readonly AccessSession[];
  /** Ids of the registrations that are good. */
  registrations: readonly string[];
}

/** A user as tests and `GET /_control/state` see them. */
export interface CloudflareUserView extends Readonly<
  Omit<CloudflareUser, 'liveSessions' | 'registrations'>
> {
  /** Live sessions. */
  readonly sessions: number;
  readonly active_device_count: number;
  readonly registrations: readonly string[];
}

export function newCloudflareUser(email: string): CloudflareUser {
  return {
    id: stableUuid(`access user ${email}`),
    uid: stableUuid(`access uid ${email}`),
    email,
    name: email.split('@')[0] ?? email,
    seat_uid: stableUuid(`seat ${email}`),
    access_seat: true,
    gateway_seat: true,
    last_successful_login: '2026-01-14T08:30:00Z',
    idpAllows: true,
    warpReauthRequired: false,
    liveSessions: [],
    registrations: [],
  };
}

/** The same ids at every start. */
export function registrationIds(email: string, devices: number): string[] {
  return Array.from({ length: devices }, (_, index) => stableUuid(`device ${index} ${email}`));
}
