import { jsonReply } from '../shared/reply';
import { isAdmin } from './account';
import { passwordFault } from './password-rules';
import { joined, noContent, userRoute, withBody, type Outcome, type ZoomWorld } from './routes';
import { isUserType, type ZoomUser } from './users';

const ACTIONS = ['activate', 'deactivate', 'clock_in', 'clock_out'];

function updateStatus(user: ZoomUser, { account, settings }: ZoomWorld, action: unknown): Outcome {
  if (typeof action !== 'string' || !ACTIONS.includes(action)) return 'zoom.any.400.300.validation';
  if (isAdmin(user) || user.zoomRoom) return 'zoom.status.400.200';
  if (user.forceLocked) return 'zoom.status.400.1000';
  if (action === 'deactivate') {
    if (user.hasUpcomingEvents) return 'zoom.status.400.300';
    user.status = 'inactive';
    user.type = 1; // licences go with the account, and do not come back with it
  }
  if (action === 'activate' && user.status === 'inactive') {
    const { basicUserMaximum } = settings;
    const full = basicUserMaximum !== null && account.basicUsers() >= basicUserMaximum;
    if (full) return 'zoom.status.400.3412';
    user.status = 'active';
  }
  return noContent();
}

function updatePassword(user: ZoomUser, { account, settings }: ZoomWorld, value: unknown): Outcome {
  if (typeof value !== 'string') return 'zoom.any.400.300.validation';
  if (isAdmin(user)) return 'zoom.password.400.1117';
  if (!user.login_types.includes(100)) return 'zoom.password.400.1123';
  const broken = passwordFault(value, settings.passwordRequirement);
  if (broken !== undefined) return broken;
  const hash = account.hash(value);
  if (user.passwordHashes[0] === hash) return 'zoom.password.400.300.same';
  if (user.passwordHashes.slice(1, settings.passwordHistory).includes(hash)) {
    return 'zoom.password.400.1129';
  }
  const now = Date.now();
  const recent = user.passwordChanges.filter((at) => at > now - settings.passwordWindowMs);
  if (recent.length >= settings.passwordChangesPerWindow) return 'zoom.password.400.300.limit';
  user.passwordHashes = [hash, ...user.passwordHashes];
  user.passwordChanges = [...user.passwordChanges, now];
  return noContent();
}

function getUser(user: ZoomUser, { account, credentials }: ZoomWorld): Outcome {
  const { id, email, first_name, last_name, type, status, role_id, login_types } = user;
  return jsonReply(200, {
    id,
    email,
    first_name,
    last_name,
    display_name: `${first_name} ${last_name}`,
    type,
    status,
    role_id,
    role_name: account.roleName(user),
    login_types,
    account_id: credentials.accountId,
    employee_unique_id: user.employee_unique_id,
    last_login_time: user.last_login_time,
  });
}

/** Takes what Zoom takes here and, like Zoom, passes over the rest: a role or a status changes nothing. */
function updateUser(user: ZoomUser, body: Readonly<Record<string, unknown>>): Outcome {
  const { type = user.type, first_name = user.first_name, last_name = user.last_name } = body;
  if (!isUserType(type) || typeof first_name !== 'string' || typeof last_name !== 'string') {
    return 'zoom.any.400.300.validation';
  }
  Object.assign(user, { type, first_name, last_name });
  return noContent();
}

export const userRoutes = [
  userRoute('getUser', 'GET', '', 'Light', getUser),
  userRoute(
    'updateUser',
    'PATCH',
    '',
    'Light',
    joined((user, _world, incoming) => withBody(incoming, (body) => updateUser(user, body))),
  ),
  userRoute(
    'revokeToken',
    'DELETE',
    '/token',
    'Light',
    joined((user) => {
      user.sessions = 0;
      return noContent();
    }),
  ),
  userRoute(
    'updateStatus',
    'PUT',
    '/status',
    'Light',
    joined((user, world, incoming) =>
      withBody(incoming, ({ action }) => updateStatus(user, world, action)),
    ),
  ),
  userRoute(
    'updatePassword',
    'PUT',
    '/password',
    'Medium',
    joined((user, world, incoming) =>
      withBody(incoming, ({ password }) => updatePassword(user, world, password)),
    ),
  ),
];
