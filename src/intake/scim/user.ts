import { z } from 'zod';
import type { HrEvent } from '../../domain/hr/event';
import { emailSchema } from '../../domain/email';

/** What is known of a user of SCIM: no more than its id holds. */
export interface ScimUser {
  /** As the client wrote it. */
  userName: string;
  /** As the client wrote it: the client's own id of the user. */
  externalId?: string;
  /** The work e-mail, lower-cased: the user name where that is an e-mail, else the one among `emails`. */
  email: string;
}

/** What a request says of a user; absent: it does not say. */
export interface UserChanges {
  userName?: string;
  externalId?: string;
  /** The work e-mail among `emails`. */
  email?: string;
  active?: boolean;
}

/** Control signs and halves of signs have no place in an id of a workflow, nor in JSON that is read again. */
const textSchema = (longest: number) =>
  z
    .string('must be a text')
    .max(longest, `must not be longer than ${longest} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be plain text in one line');

export const userNameSchema = textSchema(254).regex(/\S/, 'must not be empty');
/** As long as a workflow takes an employee id. */
export const externalIdSchema = textSchema(128);

const email = emailSchema();

/** The text as an e-mail, lower-cased; undefined where it is none. */
export const asEmail = (text: unknown): string | undefined => email.safeParse(text).data;

/** The user that a request creates; undefined where neither the user name nor `emails` holds a work e-mail. */
export function newUser({ userName, externalId, email }: UserChanges): ScimUser | undefined {
  const address = asEmail(userName) ?? email;
  if (userName === undefined || address === undefined) return undefined;
  return { userName, ...(externalId !== undefined && { externalId }), email: address };
}

export const changed = (
  user: ScimUser,
  { userName, externalId, email }: UserChanges,
): ScimUser => ({
  ...user,
  ...(userName !== undefined && { userName }),
  ...(externalId !== undefined && { externalId }),
  email: asEmail(userName ?? user.userName) ?? email ?? user.email,
});

/**
 * Whom the engine knows the user as. The id comes from the user as created, so that all that is ever said of it meets
 * the same workflow; the e-mail is the newest.
 */
export function employeeOf(created: ScimUser, now: ScimUser = created): HrEvent['employee'] {
  const id = employeeIdOf(created);
  return { ...(id !== undefined && { id }), email: now.email };
}

/**
 * An external id that only repeats the e-mail, or what stands before its @, identifies nobody: it is Entra's default
 * (mailNickname), which by Microsoft's word "may not be unique in the directory", and two domains can each have a jane.
 */
function employeeIdOf({ externalId, email }: ScimUser): string | undefined {
  const id = externalId?.trim() ?? '';
  const isRepeated = [email, email.split('@', 1)[0]].includes(id.toLowerCase());
  return id === '' || isRepeated ? undefined : id;
}
