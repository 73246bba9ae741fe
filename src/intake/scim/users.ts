import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readAttributes } from './attributes';
import { readObject } from './body';
import { invalidValue, ScimError } from './errors';
import { searchUsers } from './list';
import { readPatch } from './patch';
import { locationOf, userResource } from './resource';
import type { Teller } from './teller';
import { changed, employeeOf, newUser, type ScimUser } from './user';
import { userIdOf, userOfId } from './user-id';

/** Behind the last slash stands the id; not `:id`, for the framework refuses those of more than 100 characters. */
const ONE = '/Users/*';

export function addUserRoutes(scim: FastifyInstance, teller: Teller): void {
  scim.get('/Users', async ({ query }) => searchUsers(query));

  scim.post('/Users', async (request, reply) => {
    const body = readObject(request);
    const said = readAttributes(Object.entries(body));
    const user = newUser(said);
    if (!user) throw noEmail();
    const id = userIdOf(user);
    const active = await teller.tell(employeeOf(user), { active: said.active, by: 'POST' });
    void reply.code(201).header('Location', locationOf(id));
    return userResource(id, user, active, body);
  });

  scim.get(ONE, async (request) => {
    const { id, user } = named(request);
    return userResource(id, user, await teller.isActive(employeeOf(user)));
  });

  scim.put(ONE, async (request) => {
    const { id, user } = named(request);
    const body = readObject(request);
    const said = readAttributes(Object.entries(body));
    const now = changed(user, said);
    const active = await teller.tell(employeeOf(user, now), { active: said.active, by: 'PUT' });
    return userResource(id, now, active, body);
  });

  scim.patch(ONE, async (request) => {
    const { id, user } = named(request);
    const said = readPatch(readObject(request));
    const now = changed(user, said);
    const active = await teller.tell(employeeOf(user, now), { active: said.active, by: 'PATCH' });
    return userResource(id, now, active);
  });

  scim.delete(ONE, async (request, reply) => {
    const { user } = named(request);
    await teller.tell(employeeOf(user), { active: false, by: 'DELETE' });
    return reply.code(204).send();
  });
}

function named({ params }: FastifyRequest): { id: string; user: ScimUser } {
  const id = (params as { '*': string })['*'];
  const user = userOfId(id);
  if (!user) throw new ScimError(404, 'No user has this id. Create the user by POST /Users first.');
  return { id, user };
}

const noEmail = () =>
  invalidValue([
    {
      field: 'userName',
      problem: 'must be the work e-mail, or emails must hold one that is primary or of type work',
    },
  ]);
