import { z } from 'zod';
import { asEmail, externalIdSchema, newUser, userNameSchema, type ScimUser } from './user';

const contentSchema = z.object({
  userName: userNameSchema,
  externalId: externalIdSchema.optional(),
  email: z
    .string()
    .refine((email) => asEmail(email) === email)
    .optional(),
});

/**
 * The id of a user: all that is known of it, as base64url of JSON. Nothing is kept here, and the client sends the id
 * with everything that it says of the user, so the id is the memory. It bears no signature: whoever may send
 * it holds the bearer token, and could as well create the user anew; and a key would turn every id that clients have
 * stored to waste once it is rotated.
 */
export function userIdOf({ userName, externalId, email }: ScimUser): string {
  const content = {
    userName,
    ...(externalId !== undefined && { externalId }),
    ...(asEmail(userName) === undefined && { email }),
  };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** The user behind an id; undefined where the id is not one of ours, to the last character. */
export function userOfId(id: string): ScimUser | undefined {
  const content = contentSchema.safeParse(parse(Buffer.from(id, 'base64url').toString())).data;
  if (!content) return undefined;
  const { userName, externalId } = content;
  const user = newUser({
    userName,
    ...(externalId !== undefined && { externalId }),
    ...(content.email !== undefined && { email: content.email }),
  });
  return user && userIdOf(user) === id ? user : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
