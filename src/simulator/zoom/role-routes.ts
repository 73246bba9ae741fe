import { jsonObject, type Incoming } from '../shared/incoming';
import { jsonReply } from '../shared/reply';
import { MEMBER, OWNER } from './account';
import {
  findUser,
  noContent,
  withBody,
  type Outcome,
  type ZoomRoute,
  type ZoomWorld,
} from './routes';
import type { ZoomUser } from './users';

function unassignRole(world: ZoomWorld, { params }: Incoming): Outcome {
  const roleId = params['roleId'] ?? '';
  if (!world.account.hasRole(roleId)) return 'zoom.role.400.1034';
  const user = findUser(world, params['userId'] ?? '');
  if (typeof user === 'string') return user;
  if (roleId === OWNER || user.role_id === OWNER) return 'zoom.role.400.300';
  if (user.role_id === roleId) user.role_id = MEMBER;
  return noContent();
}

function assignRole(world: ZoomWorld, incoming: Incoming): Outcome {
  const roleId = incoming.params['roleId'] ?? '';
  if (!world.account.hasRole(roleId)) return 'zoom.role.400.1034';
  return withBody(incoming, () => {
    const keys = memberKeys(incoming);
    if (keys.length === 0) return 'zoom.any.400.300.validation';
    const members: ZoomUser[] = [];
    for (const key of keys) {
      const user = findUser(world, key);
      if (typeof user === 'string') return user;
      if (roleId === OWNER || user.role_id === OWNER) return 'zoom.role.400.300';
      members.push(user);
    }
    for (const user of members) user.role_id = roleId;
    const ids = members.map(({ id }) => id).join(',');
    return jsonReply(201, { add_at: new Date().toISOString(), ids });
  });
}

/** Members are named by id or by e-mail. */
function memberKeys(incoming: Incoming): string[] {
  const members: unknown = jsonObject(incoming)?.['members'];
  if (!Array.isArray(members)) return [];
  return members.flatMap((member: unknown) => {
    const { id, email } = Object(member) as { id?: unknown; email?: unknown };
    const key = id ?? email;
    return typeof key === 'string' ? [key] : [];
  });
}

export const roleRoutes: readonly ZoomRoute[] = [
  {
    name: 'unassignRole',
    method: 'DELETE',
    path: '/v2/roles/:roleId/members/:userId',
    label: 'Light',
    users: ({ params }) => [params['userId'] ?? ''],
    handle: unassignRole,
  },
  {
    name: 'assignRole',
    method: 'POST',
    path: '/v2/roles/:roleId/members',
    label: 'Light',
    users: memberKeys,
    handle: assignRole,
  },
];
