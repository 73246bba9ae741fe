import { stableDigest } from '../shared/directory';
import { success } from './envelope';
import { ACCOUNT, API, type CloudflareRoute, type CloudflareWorld, type Outcome } from './routes';

function verify({ credentials, settings }: CloudflareWorld, byAccount: boolean): Outcome {
  const { tokenOwner, tokenStatus: status } = settings;
  if (tokenOwner === 'account' && !byAccount) return 'cloudflare.any.400.1001';
  if (tokenOwner === 'user' && byAccount) return 'cloudflare.any.401.1000';
  const id = stableDigest(credentials.apiToken).toString('hex').slice(0, 32);
  const message = `This API Token is ${status === 'active' ? 'valid and active' : status}`;
  const expires_on = settings.tokenExpiresOn ?? undefined;
  return success({ id, status, expires_on }, { messages: [{ code: 10000, message, type: null }] });
}

const route = (path: string, byAccount: boolean): CloudflareRoute => ({
  name: 'verifyToken',
  method: 'GET',
  path: `${path}/tokens/verify`,
  permissions: [],
  users: () => [],
  handle: (world) => verify(world, byAccount),
});

export const tokenRoutes: readonly CloudflareRoute[] = [
  route(`${API}/user`, false),
  route(ACCOUNT, true),
];
