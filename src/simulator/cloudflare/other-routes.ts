import { success } from './envelope';
import { ACCOUNT, API, ZONE, type CloudflareRoute, type CloudflareWorld } from './routes';

/** An API token needs the permission, or one that holds it; `Write` holds `Read`. */
function other(path: string, permission: string): CloudflareRoute {
  return {
    name: 'readOther',
    method: 'GET',
    path,
    permissions: [`${permission} Read`, `${permission} Write`],
    users: () => [],
    handle: () => success([{ id: 'simulated' }]),
  };
}

/** Cloudflare shows of all zones those that the token may see, and refuses nobody. */
const zones: CloudflareRoute = {
  ...other(`${API}/zones`, 'Zone'),
  permissions: [],
  handle: ({ credentials, settings }: CloudflareWorld, { headers }) => {
    const isKey = headers.authorization === undefined;
    const maySee = ['Zone Read', 'Zone Write'].some((name) => settings.permissions.includes(name));
    return success(isKey || maySee ? [{ id: credentials.zoneId, name: 'example.com' }] : []);
  },
};

/** What else there is at Cloudflare, as far as a token that may read it can be told from one that may not. */
export const otherRoutes: readonly CloudflareRoute[] = [
  zones,
  other(`${API}/user/tokens`, 'API Tokens'),
  other(`${ACCOUNT}/tokens`, 'Account API Tokens'),
  other(`${ACCOUNT}/members`, 'Account Settings'),
  other(`${ACCOUNT}/access/apps`, 'Access: Apps and Policies'),
  other(`${ACCOUNT}/gateway/rules`, 'Zero Trust'),
  other(`${ACCOUNT}/workers/scripts`, 'Workers Scripts'),
  other(`${ZONE}/dns_records`, 'DNS'),
];
