import { z } from 'zod';
import { count, email, flag, oneOf, positive, text } from '../shared/control-input';
import { stableDigest } from '../shared/directory';

const meeting = z.strictObject({
  id: positive,
  topic: text,
  /** 1 instant (never listed), 2 scheduled. */
  type: z.union([z.literal(1), z.literal(2)], { error: '1 (instant) or 2 (scheduled)' }),
});

const USER_TYPES = [1, 2, 4, 99];
const USER_TYPE = { error: `one of ${USER_TYPES.join(', ')}` };
export const isUserType = (value: unknown): value is number =>
  typeof value === 'number' && USER_TYPES.includes(value);

const ROLE = { error: 'a role id: "0" Owner, "1" Admin, "2" Member, or your own' };
const roleId = z.union([text, count.transform(String)], ROLE);

/** What can be said about a Zoom user; all but the e-mail may be left out. */
export const zoomUserSchema = z.strictObject({
  id: text.optional(),
  email,
  first_name: text.optional(),
  last_name: text.optional(),
  status: oneOf(['pending', 'active', 'inactive']).optional(),
  /** 1 Basic, 2 Licensed, 4, 99 none. */
  type: z.custom<number>(isUserType, USER_TYPE).optional(),
  role_id: roleId.optional(),
  /** Names a role of your own; Zoom's three have theirs. */
  role_name: text.optional(),
  /** 100 work e-mail with a password, 101 SSO, 1 Google, 24 Apple, 27 Microsoft. */
  login_types: z.array(positive, { error: 'a list of numbers such as [100, 101]' }).optional(),
  employee_unique_id: z.string({ error: 'a text' }).optional(),
  /** Live sign-ins. */
  sessions: count.optional(),
  /** The password of now; only its hash is kept. */
  password: text.optional(),
  hasUpcomingEvents: flag.optional(),
  forceLocked: flag.optional(),
  zoomRoom: flag.optional(),
  liveMeetings: z
    .array(meeting, { error: 'a list such as [{"id":1,"topic":"Stand-up","type":2}]' })
    .optional(),
});

export type ZoomUserInput = z.input<typeof zoomUserSchema>;
export type ZoomUserChange = z.output<typeof zoomUserSchema>;

/** A user as the account keeps it. */
export interface ZoomUser {
  readonly id: string;
  readonly email: string;
  first_name: string;
  last_name: string;
  status: 'active' | 'inactive' | 'pending';
  type: number;
  role_id: string;
  readonly login_types: readonly number[];
  readonly employee_unique_id: string;
  readonly last_login_time: string;
  sessions: number;
  hasUpcomingEvents: boolean;
  forceLocked: boolean;
  zoomRoom: boolean;
  liveMeetings: readonly z.output<typeof meeting>[];
  /** Hashes, the newest first. */
  passwordHashes: readonly string[];
  /** When it was changed through the API, milliseconds, the newest last. */
  passwordChanges: readonly number[];
}

/** A user as tests and `GET /_control/state` see it: no hashes. */
export interface ZoomUserView extends Readonly<
  Omit<ZoomUser, 'passwordChanges' | 'passwordHashes'>
> {
  readonly role_name: string;
  /** Changes of the password through the API, ever. */
  readonly passwordChanges: number;
}

/** An ordinary licensed member with a password and SSO, signed in once. */
export function newZoomUser(email: string): ZoomUser {
  return {
    id: stableDigest(`zoom ${email}`).toString('base64url').slice(0, 22),
    email,
    first_name: 'Sim',
    last_name: 'User',
    status: 'active',
    type: 2,
    role_id: '2',
    login_types: [100, 101],
    employee_unique_id: '',
    last_login_time: '2026-01-12T08:00:00Z',
    sessions: 1,
    hasUpcomingEvents: false,
    forceLocked: false,
    zoomRoom: false,
    liveMeetings: [],
    passwordHashes: [],
    passwordChanges: [],
  };
}
