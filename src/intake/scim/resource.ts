import { CORE_USER } from './attributes';
import { asEmail, type ScimUser } from './user';

export const SCIM_PATH = '/scim/v2';

export const locationOf = (id: string) => `${SCIM_PATH}/Users/${id}`;

/** Those we write ourselves, and the password: Okta sends one with every new user, and no answer holds it. */
const OWN = new Set(['schemas', 'id', 'username', 'externalid', 'active', 'meta', 'password']);

/**
 * A user as answered.
 * @param given the body that told of the user; its other attributes come back as they are, and are not remembered
 */
export function userResource(
  id: string,
  { userName, externalId, email }: ScimUser,
  active: boolean,
  given?: Record<string, unknown>,
): object {
  const rest = Object.entries(given ?? {}).filter(([name]) => {
    const key = name.toLowerCase();
    return !OWN.has(key) && !key.startsWith(CORE_USER.toLowerCase());
  });
  const isEmailApart = asEmail(userName) === undefined;
  return {
    schemas: schemasIn(given) ?? [CORE_USER],
    id,
    ...(externalId !== undefined && { externalId }),
    userName,
    ...(isEmailApart && { emails: [{ value: email, type: 'work', primary: true }] }),
    ...Object.fromEntries(rest),
    active,
    meta: { resourceType: 'User', location: locationOf(id) },
  };
}

function schemasIn(given: Record<string, unknown> | undefined): string[] | undefined {
  const schemas = given?.['schemas'];
  const isList = Array.isArray(schemas) && schemas.every((one) => typeof one === 'string');
  return isList ? schemas : undefined;
}
