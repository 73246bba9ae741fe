import { z } from 'zod';

const text = z.string().min(1);
const note = text.nullish().catch(undefined);

/** An Access user, as far as the engine uses it. */
export interface AccessUser {
  id: string;
  /** Absent where the answer to a question by e-mail names nobody. */
  email?: string;
  uid?: string;
  /** Absent where the user holds no seat. */
  seatUid?: string;
  activeDeviceCount?: number;
  /** ISO 8601. */
  lastSuccessfulLogin?: string;
}

export const accessUserSchema: z.ZodType<AccessUser> = z
  .object({
    id: text,
    email: note,
    uid: note,
    seat_uid: note,
    active_device_count: z.number().nullish().catch(undefined),
    last_successful_login: note,
  })
  .transform(({ id, email, uid, seat_uid, active_device_count, last_successful_login }) => ({
    id,
    ...(email && { email }),
    ...(uid && { uid }),
    ...(seat_uid && { seatUid: seat_uid }),
    ...(active_device_count != null && { activeDeviceCount: active_device_count }),
    ...(last_successful_login && { lastSuccessfulLogin: last_successful_login }),
  }));

/** GET …/access/users: a page, its users not looked at yet. */
export const usersSchema = z.object({
  result: z.array(z.unknown()),
  result_info: z
    .object({
      total_pages: z.number().nullish(),
      total_count: z.number().nullish(),
      per_page: z.number().nullish(),
    })
    .nullish()
    .catch(undefined),
});

/** A session of an Access user; what matters is how many there are. */
export interface ActiveSession {
  name?: string;
}

/** GET …/access/users/{id}/active_sessions. */
export const sessionsSchema: z.ZodType<ActiveSession[]> = z
  .object({ result: z.array(z.object({ name: note })) })
  .transform(({ result }) => result.map(({ name }) => (name ? { name } : {})));

/** PATCH …/access/seats: the seats as they are now. */
export const seatsSchema = z.object({ result: z.array(z.unknown()) });

/** What an API token says of itself. */
export interface TokenStatus {
  /** `active`, `disabled` or `expired`. */
  status: string;
  /** ISO 8601; absent: never. */
  expiresOn?: string;
}

/** GET …/tokens/verify. */
export const tokenStatusSchema: z.ZodType<TokenStatus> = z
  .object({ result: z.object({ status: text, expires_on: note }) })
  .transform(({ result: { status, expires_on } }) => ({
    status,
    ...(expires_on && { expiresOn: expires_on }),
  }));

/** Whether a list holds anything; other things that are shown are there. */
export const anythingSchema: z.ZodType<boolean> = z
  .object({ result: z.unknown() })
  .transform(({ result }) => (Array.isArray(result) ? result.length > 0 : result != null));
