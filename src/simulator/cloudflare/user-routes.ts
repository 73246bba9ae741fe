import type { Incoming } from '../shared/incoming';
import { success } from './envelope';
import { ACCOUNT, type CloudflareRoute, type CloudflareWorld, type Outcome } from './routes';
import { AUDIT_LOGS_READ } from './settings';

function findUsers({ account }: CloudflareWorld, { query }: Incoming): Outcome {
  const email = query.get('email')?.toLowerCase();
  const found = account.users.all().filter((user) => email === undefined || user.email === email);
  const result = found.map((user) => {
    const { id, uid, name, seat_uid, access_seat, gateway_seat, last_successful_login } = user;
    return {
      id,
      uid,
      name,
      email: user.email,
      seat_uid,
      access_seat,
      gateway_seat,
      active_device_count: user.registrations.length,
      last_successful_login,
    };
  });
  const count = result.length;
  return success(result, {
    result_info: { count, page: 1, per_page: Math.max(25, count), total_count: count },
  });
}

function listActiveSessions({ account }: CloudflareWorld, { params }: Incoming): Outcome {
  const user = account.users.find(params['userId'] ?? '');
  if (user === undefined) return 'cloudflare.any.404.12135';
  return success(
    account.sessionsOf(user).map(({ expiration, name }) => ({
      expiration,
      name,
      metadata: { apps: {}, expires: expiration, nonce: name },
    })),
  );
}

export const userRoutes: readonly CloudflareRoute[] = [
  {
    name: 'findUser',
    method: 'GET',
    path: `${ACCOUNT}/access/users`,
    permissions: [AUDIT_LOGS_READ],
    users({ query }) {
      const email = query.get('email');
      return email === null ? [] : [email];
    },
    handle: findUsers,
  },
  {
    name: 'listActiveSessions',
    method: 'GET',
    path: `${ACCOUNT}/access/users/:userId/active_sessions`,
    permissions: [AUDIT_LOGS_READ],
    users: ({ params }) => [params['userId'] ?? ''],
    handle: listActiveSessions,
  },
];
