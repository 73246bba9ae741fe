import { jsonObject, type Incoming } from '../shared/incoming';
import { revoked } from './envelope';
import { ACCOUNT, ZONE, type CloudflareRoute, type CloudflareWorld, type Outcome } from './routes';
import { ORGANIZATIONS_REVOKE, ORGANIZATIONS_WRITE } from './settings';

function revoke({ account, settings }: CloudflareWorld, incoming: Incoming): Outcome {
  const body = jsonObject(incoming);
  const email = body?.['email'];
  if (typeof email !== 'string' || !email.includes('@')) return 'cloudflare.any.400.12130';
  const user = account.users.find(email);
  if (user === undefined) {
    if (settings.unknownEmail === 'notFound') return 'cloudflare.any.404.12135';
    return revoked(settings.unknownEmail === 'resultTrue');
  }
  user.liveSessions = [];
  // Only the account route knows more than the e-mail.
  if (incoming.params['accountId'] !== undefined) {
    const devices = body?.['devices'] === true || incoming.query.get('devices') === 'true';
    if (devices) user.registrations = [];
    if (body?.['warp_session_reauth'] === true) user.warpReauthRequired = true;
  }
  return revoked(true);
}

const route = (path: string): CloudflareRoute => ({
  name: 'revokeUser',
  method: 'POST',
  path: `${path}/access/organizations/revoke_user`,
  permissions: [ORGANIZATIONS_WRITE, ORGANIZATIONS_REVOKE],
  users(incoming) {
    const email = jsonObject(incoming)?.['email'];
    return typeof email === 'string' ? [email] : [];
  },
  handle: revoke,
});

export const revokeRoutes: readonly CloudflareRoute[] = [route(ZONE), route(ACCOUNT)];
